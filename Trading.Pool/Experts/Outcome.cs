namespace Trading.Pool.Experts;

/// <summary>Why a change was not made, with whatever helps to make it.</summary>
/// <param name="Refusal">Reason, rule and next step.</param>
/// <param name="Faults">What is wrong in which field.</param>
/// <param name="Now">How the expert stands now, where somebody else was faster.</param>
/// <param name="Other">The number of another expert that has what must be one's own.</param>
public sealed record Refused(
    Refusal Refusal,
    IReadOnlyList<TableFault>? Faults = null,
    ExpertRecord? Now = null,
    string? Other = null
);

/// <summary>The expert after a change, or why there was none.</summary>
public readonly record struct Outcome(ExpertRecord? Done, Refused? Refused)
{
    public static implicit operator Outcome(ExpertRecord done) => new(done, null);

    public static implicit operator Outcome(Refused refused) => new(null, refused);
}

/// <summary>Every refusal of a change.</summary>
internal static class Refusals
{
    private const string Rule = "spec:pool";

    public static Refused Busy { get; } = Of(Reason.Conflict, "An import is being written.", "wait-for-import");

    public static Refused NoReason { get; } =
        Of(Reason.Malformed, $"reason has 1 to {ExpertRules.MostReasonLetters} letters.", "say-why");

    public static Refused NoExpert { get; } = Of(Reason.NotFound, "There is no such expert.", "");

    public static Refused NoAbsence { get; } = Of(Reason.NotFound, "There is no such absence.", "");

    public static Refused BadDays { get; } =
        Of(Reason.Malformed, "Days are dates, the first not behind the last.", "correct-and-send-again");

    public static Refused BadAssessment { get; } =
        Of(
            Reason.Malformed,
            "day is a date, score is 0 to 100, note has 1 to 2,000 letters.",
            "correct-and-send-again"
        );

    public static Refused BadSpeciality { get; } =
        Of(Reason.Malformed, "code is a speciality's, name has 1 to 60 letters.", "correct-and-send-again");

    public static Refused TooMany(string what) => Of(Reason.LimitReached, $"There are too many {what}.", "");

    public static Refused Faulty(IReadOnlyList<TableFault> faults) =>
        Of(Reason.Malformed, "The expert cannot stand in the pool like this.", "correct-and-send-again") with
        {
            Faults = faults,
        };

    public static Refused Taken(TableField field, string other) =>
        Of(Reason.Conflict, "Another expert has this number.", "look-at-the-other") with
        {
            Faults =
            [
                new TableFault(
                    0,
                    0,
                    field,
                    field == TableField.Id ? TableFaultCode.DoubleId
                        : field == TableField.Phone ? TableFaultCode.DoublePhone
                        : TableFaultCode.DoubleNumber
                ),
            ],
            Other = other,
        };

    public static Refused Changed(ExpertRecord now) =>
        Of(Reason.WrongRevision, $"The expert has version {now.Version} by now.", "compare-and-send-again") with
        {
            Now = now,
        };

    private static Refused Of(Reason reason, string detail, string next) =>
        new(new Refusal(reason, Rule, detail, next));
}
