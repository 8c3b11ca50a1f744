namespace Trading.Media.Recording;

/// <summary>What a rule pack says of how long recordings are kept.</summary>
/// <param name="Pack">Id of the pack, as a room's start pins it.</param>
/// <param name="Days">Least days from the end of the room's procedure.</param>
/// <param name="Rule">The rule's id; <c>[m]</c> behind it where its text was recalled and not read.</param>
public sealed record RetentionRule(string Pack, int Days, string Rule);

/// <summary>What may happen to a recording.</summary>
public enum RetentionState
{
    /// <summary>The procedure goes on: there is no end to count from.</summary>
    Running,

    /// <summary>The time that its rule asks for is not over.</summary>
    Kept,

    /// <summary>Somebody ordered it to be kept on: a dispute, a complaint, an investigation.</summary>
    Held,

    /// <summary>Its time is over: whoever answers for it may erase it by an order of their own.</summary>
    MayBeErased,
}

/// <summary>A recording's state and its rule.</summary>
/// <param name="State">What may happen.</param>
/// <param name="Until">UTC microseconds up to which it is kept at least; null while the procedure goes on.</param>
/// <param name="Rule">The rule.</param>
public sealed record RetentionVerdict(RetentionState State, long? Until, RetentionRule Rule);

/// <summary>
/// How long recordings are kept, by rule pack. Nothing is erased here or by itself: the answer says what the law
/// allows. To erase is to destroy the room's key; the heads stay, and say what there was. Source:
/// docs/spec/recording.md, "Retention".
/// </summary>
public static class Retention
{
    private const long DayMicros = 86_400_000_000;

    // Fifteen years with the four leap days that they can have.
    private const int FifteenYears = 15 * 365 + 4;

    /// <summary>
    /// The rules that are known. Government procurement keeps its files for at least 15 years from the end of the
    /// procurement (政府采购法 42). For tendering of works no text was read: the longest known time is taken.
    /// </summary>
    public static IReadOnlyList<RetentionRule> Rules { get; } =
    [
        new("procurement-goods", FifteenYears, "procurement-law:42"),
        new("procurement-services", FifteenYears, "procurement-law:42"),
        new("construction-national", FifteenYears, "procurement-law:42 [m]"),
    ];

    /// <summary>
    /// The rule of a pack; of one that is not known the longest, under <c>spec:recording</c>: what is kept too long can
    /// still be erased.
    /// </summary>
    public static RetentionRule Of(string pack) =>
        Rules.FirstOrDefault(rule => rule.Pack == pack)
        ?? new RetentionRule(pack, Rules.Max(rule => rule.Days), "spec:recording");

    /// <summary>What may happen to a recording now.</summary>
    /// <param name="rule">Its rule.</param>
    /// <param name="endedAt">UTC microseconds of the procedure's end; null while it goes on.</param>
    /// <param name="now">UTC microseconds.</param>
    /// <param name="isHeld">Whether an order holds it.</param>
    public static RetentionVerdict Judge(RetentionRule rule, long? endedAt, long now, bool isHeld)
    {
        ArgumentNullException.ThrowIfNull(rule);
        if (endedAt is not { } ended)
            return new(RetentionState.Running, null, rule);
        var until = ended + rule.Days * DayMicros;
        var state =
            isHeld ? RetentionState.Held
            : now < until ? RetentionState.Kept
            : RetentionState.MayBeErased;
        return new(state, until, rule);
    }
}
