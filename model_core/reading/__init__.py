"""Plain English sentences read word by word: a plan only where every word of the sentence is accounted for."""
