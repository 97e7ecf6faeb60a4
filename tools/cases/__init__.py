"""Case law: decided cases found and docket numbers checked."""
