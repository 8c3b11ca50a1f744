namespace Trading.Opening.Steps;

/// <summary>
/// The refusals of the session's decider, so that a word, its rule and its next step are written once.
/// </summary>
internal static class No
{
    /// <summary>Sections of docs/spec that act as rules where no law speaks.</summary>
    public const string Procedure = "spec:procedure";
    public const string Policy = "spec:policy";
    public const string Ceremony = "spec:ceremony";
    public const string Freeze = "spec:freeze";
    public const string Release = "spec:release";
    public const string Acts = "spec:acts";
    public const string OpeningTime = "bidding-law:34";

    public const int MostCauseLetters = 500;

    public static Refusal WrongPhase(object phase, object command) =>
        new(
            Reason.WrongPhase,
            Procedure,
            $"{PhaseWords.Of(phase)}; {PhaseWords.OfWish(command)} is not possible then.",
            "reload-session"
        );

    public static Refusal NoSession() =>
        new(Reason.NotFound, Procedure, "There is no such session.", "prepare-session");

    public static Refusal NoLot(string lot) =>
        new(Reason.NotFound, Procedure, $"The session has no lot '{lot}'.", "reload-session");

    public static Refusal NoTrustee(int trustee) =>
        new(Reason.NotFound, Policy, $"The policy names no trustee {trustee}.", "read-policy");

    public static Refusal NotPrepared(string what) => new(Reason.Malformed, Policy, what, "correct-and-prepare-again");

    public static Refusal Malformed(string rule, string what) =>
        new(Reason.Malformed, rule, what, "correct-and-send-again");

    public static Refusal Conflict(string rule, string what) => new(Reason.Conflict, rule, what, "keep-the-first");

    public static Refusal TooEarly(string rule, string what, string next) => new(Reason.TooEarly, rule, what, next);

    public static Refusal TooLate(string rule, string what, string next) => new(Reason.TooLate, rule, what, next);

    public static Refusal NotAllowed(string rule, string what, string next) => new(Reason.NotAllowed, rule, what, next);

    public static Refusal BadSignature(string rule, string what) => new(Reason.BadSignature, rule, what, "sign-again");

    /// <summary>Of a cause that a trustee or the platform gives; null for one that can be published.</summary>
    public static Refusal? BadCause(string rule, string cause) =>
        Letters.Fits(cause, 1, MostCauseLetters) ? null : Malformed(rule, "The cause is missing or too long.");
}
