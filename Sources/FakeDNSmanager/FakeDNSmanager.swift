/// Placeholder.
enum FakeDNSmanagerPlaceholder {}
