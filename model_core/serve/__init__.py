"""A model behind the chat completions API that OpenAI's clients speak; needs the extra `openai-server`."""
