"""Plain English and Mandarin read word by word: a plan only where every word is accounted for."""
