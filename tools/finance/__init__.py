"""IP finance: readiness for a pledge loan, loan arithmetic, offers compared, guides, and packets for lenders and investors."""
