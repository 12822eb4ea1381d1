/// Why a run or a case did not simply pass: stable names that reports, scripts and people can rely on.
///
/// The hundreds say whose turn it is: 1 the files, 2 the choice of cases, 3 the target, 4 what was
/// not judged, 5 the scenario while it runs, 7 our own side. A code is never given another meaning.
public enum FailureCode: String, Sendable, Codable, CaseIterable {
  case missingFile = "E101"
  case unreadableFile = "E102"
  case tooLargeFile = "E103"
  case invalidSource = "E104"
  case notCanonical = "E105"
  case unwritableFile = "E106"

  case nothingToRun = "E201"
  case unknownChoice = "E202"
  case otherCaseCount = "E203"

  case checkFailed = "E301"
  case nothingToCapture = "E302"
  case repetitionChangesState = "E303"
  case invariantBroken = "E304"
  case teardownFailed = "E305"
  case knownFailurePassed = "E306"
  case stepTooLong = "E311"
  case caseTooLong = "E312"
  case runTooLong = "E313"
  case targetUnreachable = "E321"

  case setupFailed = "E401"
  case documentsSilent = "E402"
  case targetCannot = "E403"
  case leftOut = "E404"
  case programNotAllowed = "E405"
  case knownFailure = "E406"
  case passedLater = "E407"
  case runEnded = "E408"

  case unknownVariable = "E501"
  case badValue = "E502"
  case unknownName = "E503"
  case worldUnusable = "E504"
  case faultLeftOver = "E505"
  case environmentLacks = "E506"
  case secretTooShort = "E507"
  case programNotRun = "E508"

  case ownFault = "E701"
  case reportNotWritten = "E702"
  case targetBroke = "E703"
}

extension FailureCode {
  /// What happened, and what to do about it; each one sentence.
  private var entry: (sentence: String, mend: String) {
    switch self {
    case .missingFile, .unreadableFile, .tooLargeFile, .invalidSource, .notCanonical,
      .unwritableFile:
      fileEntry
    case .nothingToRun, .unknownChoice, .otherCaseCount: choiceEntry
    case .checkFailed, .nothingToCapture, .repetitionChangesState, .invariantBroken,
      .teardownFailed, .knownFailurePassed, .stepTooLong, .caseTooLong, .runTooLong,
      .targetUnreachable:
      targetEntry
    case .setupFailed, .documentsSilent, .targetCannot, .leftOut, .programNotAllowed,
      .knownFailure, .passedLater, .runEnded:
      unjudgedEntry
    case .unknownVariable, .badValue, .unknownName, .worldUnusable, .faultLeftOver,
      .environmentLacks, .secretTooShort, .programNotRun:
      scenarioEntry
    case .ownFault, .reportNotWritten, .targetBroke: ownEntry
    }
  }

  /// What happened.
  public var sentence: String { entry.sentence }

  /// What to do about it.
  public var mend: String { entry.mend }

  /// How a run ends that has nothing worse.
  public var exitCode: ExitCode {
    switch self {
    case .missingFile, .unreadableFile, .tooLargeFile, .invalidSource, .unwritableFile,
      .otherCaseCount, .unknownVariable, .badValue, .unknownName, .worldUnusable, .environmentLacks,
      .secretTooShort, .programNotRun:
      .invalidInput
    case .notCanonical, .checkFailed, .nothingToCapture, .repetitionChangesState,
      .invariantBroken, .teardownFailed, .knownFailurePassed, .stepTooLong, .caseTooLong,
      .runTooLong, .setupFailed, .runEnded, .faultLeftOver:
      .failed
    case .nothingToRun, .unknownChoice: .nothingRan
    case .targetUnreachable: .unreachable
    case .documentsSilent, .targetCannot, .leftOut, .programNotAllowed, .knownFailure, .passedLater:
      .passed
    case .ownFault, .reportNotWritten, .targetBroke: .internalFault
    }
  }

  private var fileEntry: (String, String) {
    switch self {
    case .missingFile:
      ("A file or folder that was asked for is not there.", "Check the path; it is in the message.")
    case .tooLargeFile:
      (
        "A file has more bytes than are read.",
        "Split it; the message says how many bytes are read at most."
      )
    case .invalidSource:
      (
        "A scenario, fragment, world, clause, profile or baseline file breaks a rule of its language.",
        "Mend every place that the message names; `nslab lint` shows all of them at once."
      )
    case .notCanonical:
      (
        "A scenario is not in its canonical form, and `nslab fmt --check` was asked.",
        "Run `nslab fmt` on it."
      )
    case .unwritableFile:
      (
        "A new file cannot be written, has a name that it cannot have, or is there already.",
        "Choose another name, or a folder that can be written to."
      )
    default:
      (
        "A file is there and cannot be read as UTF-8 text.",
        "Check its permissions, its kind and its encoding."
      )
    }
  }

  private var choiceEntry: (String, String) {
    switch self {
    case .unknownChoice:
      (
        "A tag, clause, profile or name was asked for that no scenario has.",
        "Use the name that the message proposes; a misspelt name must not look like a run that passed."
      )
    case .otherCaseCount:
      (
        "The choice leaves another number of cases than `--expect-count` says.",
        "Find out which cases came or went (`nslab run --list`), then change the number."
      )
    default:
      (
        "The choice leaves no case, or no check of the run held, so nothing is proved.",
        "Widen the choice; `nslab run --list` shows what is chosen."
      )
    }
  }

  private var targetEntry: (String, String) {
    switch self {
    case .nothingToCapture:
      (
        "A step should have given a value for later steps, and there was none.",
        "Look at the answer in the evidence; the capture's place is in the message."
      )
    case .repetitionChangesState:
      (
        "A step was carried out a second time and changed the state again.",
        "Make the step repeatable; the lines that changed are in the finding."
      )
    case .invariantBroken:
      (
        "Something that must hold after every step did not hold after one of them.",
        "The message names the invariant and the step after which it broke."
      )
    case .teardownFailed:
      (
        "The steps that clean up after the case did not succeed.",
        "Clean up by hand what the message names, then mend the teardown."
      )
    case .knownFailurePassed:
      (
        "A case passed that the scenario or the baseline says is known to fail.",
        "Good news: remove the `xfail` or the line of the baseline."
      )
    case .stepTooLong:
      ("A step did not end in time.", "Look why the target hangs, or raise `--step-timeout`.")
    case .caseTooLong:
      ("A case did not end in time.", "Look why the target is slow, or raise `--timeout`.")
    case .runTooLong:
      (
        "The time of the whole run was over before the case had ended.",
        "Raise `--run-timeout`, or split the run with `--shard`."
      )
    case .targetUnreachable:
      ("Nothing answers where the target should be.", "Start it, or correct its address.")
    default:
      (
        "A check did not hold.",
        "Compare what was expected with what was there; the clause's sentence says who is right."
      )
    }
  }

  private var unjudgedEntry: (String, String) {
    switch self {
    case .setupFailed:
      (
        "The setup of the case did not succeed, so what the case is about was not tried.",
        "Mend what the message names; the checks of the case say nothing about the target."
      )
    case .documentsSilent:
      (
        "The target does otherwise than we assume, and the documents say nothing about it.",
        "Decide which is right; an observation of the product belongs into the reference."
      )
    case .targetCannot:
      (
        "The target does not have what the case needs.",
        "Nothing, if that is so on purpose; the case is counted as neither passed nor failed."
      )
    case .leftOut:
      ("The scenario says that it is to be left out.", "The reason is in the message.")
    case .programNotAllowed:
      (
        "The case runs a program, which is only done with `--allow-exec`.",
        "Read the scenario, and allow it if you trust it."
      )
    case .knownFailure:
      (
        "The case failed as the scenario or the baseline says it will.",
        "The reason is in the message; remove it once the target is mended."
      )
    case .passedLater:
      (
        "The case failed first and passed when it was tried again.",
        "Find out what it depends on: time, order, or what other cases do."
      )
    default:
      (
        "The run ended before the case was done.",
        "Run again without `--fail-fast`, and do not interrupt it."
      )
    }
  }

  private var scenarioEntry: (String, String) {
    switch self {
    case .unknownVariable:
      (
        "A placeholder has no value when its step runs.",
        "Capture the value in an earlier step that is always reached."
      )
    case .badValue:
      (
        "A value has the wrong form once its placeholders are filled in.",
        "Correct the value; the message says what would be right."
      )
    case .unknownName:
      (
        "A step names a panel, plan, account or server that the target does not know.",
        "Use the name that the message proposes."
      )
    case .worldUnusable:
      ("A world file is missing or contradicts itself.", "Mend the file that the message names.")
    case .faultLeftOver:
      (
        "A fault still waited for calls at the end, so the case did not show what it says.",
        "Correct its function or count, or remove it."
      )
    case .environmentLacks:
      (
        "The scenario reads a variable of the environment that is not set.",
        "Set it; the message has its name."
      )
    case .secretTooShort:
      (
        "A secret is so short that taking it out of reports would make them unreadable.",
        "Use a secret of at least four characters."
      )
    default:
      (
        "A program of the scenario cannot be run.",
        "Install it, or correct its path; no shell is involved."
      )
    }
  }

  private var ownEntry: (String, String) {
    switch self {
    case .reportNotWritten:
      (
        "A report cannot be written.",
        "Make its folder, or choose another path; a run without its report is no success."
      )
    case .targetBroke:
      (
        "The target itself broke down, or answered what nobody can read.",
        "Look at its log; the message has its words."
      )
    default:
      ("nslab has made a mistake.", "Please report it with the message and the scenario.")
    }
  }
}
