"""Plain Mandarin sentences, read character by character: a plan only where each is accounted for."""
