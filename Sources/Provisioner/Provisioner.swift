/// Placeholder.
enum ProvisionerPlaceholder {}
