"""The demonstration: a scripted conversation over a phone, a home and a car, checked device by device."""
