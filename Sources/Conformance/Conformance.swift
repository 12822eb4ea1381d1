/// Placeholder.
enum ConformancePlaceholder {}
