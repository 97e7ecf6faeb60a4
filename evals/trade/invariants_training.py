"""What must never be of sessions and sign-ups, in SQL."""

TRAINING = (
    (
        "I20 seats taken are not the seats people have",
        "select s.id from training_session s where s.taken <> (select count(*) from training_sign_up u where u.session = s.id and u.state in ('signed', 'offered', 'attended', 'absent'))",
    ),
    ("I20 more seats than there are", "select id from training_session where taken > seats or taken < 0"),
    (
        "I20 a paid seat without its order, or a free one with one",
        "select u.id from training_sign_up u join training_session s on s.id = u.session where u.state in ('signed', 'attended', 'absent') and (s.price_minor > 0) <> (u.\"order\" <> '')",
    ),
    (
        "I20 an order of a seat that is not its price",
        "select u.id from training_sign_up u join training_session s on s.id = u.session join orders o on o.id = u.\"order\" where o.price_minor <> s.price_minor or o.buyer <> u.organisation",
    ),
    (
        "I20 somebody was overtaken: a seat went to who asked later while who waits was not offered one",
        "select w.id from training_sign_up w join training_sign_up o on o.session = w.session and o.state = 'offered' and o.place > w.place where w.state = 'waiting'",
    ),
    (
        "I20 a certificate of one who did not come",
        "select c.number from training_certificate c join training_sign_up u on u.id = c.sign_up where u.state <> 'attended'",
    ),
)  # fmt: skip
