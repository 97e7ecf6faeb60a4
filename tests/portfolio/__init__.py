"""Tests of portfolio care."""
