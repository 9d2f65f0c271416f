"""What is said to people, a package a language; what is so is decided elsewhere, once for all of them."""
