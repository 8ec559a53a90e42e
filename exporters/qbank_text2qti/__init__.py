"""text2qti's plain text: quizzes that people write for Canvas. It only comes in."""
