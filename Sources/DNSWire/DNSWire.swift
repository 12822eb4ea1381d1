/// Placeholder.
enum DNSWirePlaceholder {}
