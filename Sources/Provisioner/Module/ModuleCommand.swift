/// What this processing module can be told (billing reference, 2.3); `features` lists them.
enum ModuleCommand: String, CaseIterable {
  case features
  case checkConnection = "check_connection"
  case open, reopen, suspend, resume, setparam, close
  case syncItem = "sync_item"
  case transitionControlpanel = "transition_controlpanel"

  /// The command for one service; it needs `--item`.
  var lifecycle: Command? {
    switch self {
    case .features, .checkConnection, .transitionControlpanel: nil
    case .open: .open
    case .reopen: .reopen
    case .suspend: .suspend
    case .resume: .resume
    case .setparam: .setparam
    case .close: .close
    case .syncItem: .syncItem
    }
  }

  /// What the vendor's framework and modules in the wild know besides; refused by name instead of as a mistake.
  static let knownElsewhere: Set = [
    "tune_connection", "get_suitable_module", "prolong", "prolong_addon", "cancel_prolong",
    "sync_server", "sync_pricelist", "sync_iplist", "get_server_config", "stat", "import",
    "import_pricelist", "check_param", "check_addon", "gen_key", "usercreate", "tuning_param",
    "tune_service_profile", "validate_service_profile", "update_ns", "transfer", "approver",
    "start", "stop", "reboot", "hardreboot", "changepassword", "datacenter",
    "pricelist_dynamic_settings", "pricelist_dynamic_settings_tune",
  ]
}
