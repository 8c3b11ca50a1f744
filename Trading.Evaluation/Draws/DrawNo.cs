namespace Trading.Evaluation.Draws;

/// <summary>The refusals of a draw, so that a word, its rule and its next step are written once.</summary>
internal static class DrawNo
{
    private const string Spec = "spec:draw";

    public static Refusal NoDraw { get; } = new(Reason.NotFound, Spec, "There is no such draw.", "read-draws");

    /// <summary>The draw is over, and the custodian had not answered about bidders.</summary>
    public static Refusal Unasked { get; } =
        TooLate("The draw is over: whoever works for a bidder is replaced by another draw.");

    /// <summary>The position dropped out while its record was opened.</summary>
    public static Refusal LostSeat { get; } =
        new(Reason.WrongPhase, Spec, "The position has lost its seat.", "admit-the-next");

    public static Refusal WrongPhase(Draw draw) =>
        new(Reason.WrongPhase, Spec, $"The draw is {PhaseOf(draw)}: this is not possible then.", "reload-draw");

    public static Refusal Malformed(string what) => new(Reason.Malformed, Spec, what, "correct-and-send-again");

    public static Refusal Conflict(string what) => new(Reason.Conflict, Spec, what, "keep-the-first");

    public static Refusal BadSignature(string what) => new(Reason.BadSignature, Spec, what, "sign-again");

    public static Refusal TooLate(string what) => new(Reason.TooLate, Spec, what, "publish-another-draw");

    public static Refusal TooEarly(string what, string next) => new(Reason.TooEarly, Spec, what, next);

    public static Refusal BadProof(string what) => new(Reason.BadProof, Spec, what, "correct-and-send-again");

    private static string PhaseOf(Draw draw) =>
        draw switch
        {
            Draw.Locking => "waiting for its locks",
            Draw.Drawn => "drawn",
            Draw.Committed => "committed and waiting for its trustees",
            Draw.Locked => "waiting for the custodian",
            Draw.Imported and not Draw.ImportOver => "imported",
            _ => "over",
        };
}
