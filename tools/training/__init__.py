"""Training and forums: sessions people sign up for, attendance, certificates, quizzes made from the law in force."""
