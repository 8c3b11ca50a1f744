namespace Trading.Streams;

/// <summary>Why a command was refused, as a stable word; docs/spec/feed.md lists each with its HTTP status.</summary>
public enum Reason
{
    /// <summary>The session or lot is in a phase where the procedure does not know this command.</summary>
    WrongPhase,

    /// <summary>There is no such session, lot, submission or objection.</summary>
    NotFound,

    /// <summary>The person's role may not do this.</summary>
    NotAllowed,

    /// <summary>The act's signature, or the certificate behind it, does not hold.</summary>
    BadSignature,

    /// <summary>Arrival was after the deadline.</summary>
    TooLate,

    /// <summary>The time for this has not come.</summary>
    TooEarly,

    /// <summary>The envelope or statement is for another lock, session or lot.</summary>
    WrongLock,

    /// <summary>The revision is not the previous one plus one, or the submission key is not the first one's.</summary>
    WrongRevision,

    /// <summary>The bytes break the format.</summary>
    Malformed,

    /// <summary>Something else with the same name was accepted before.</summary>
    Conflict,

    /// <summary>A documented limit is reached.</summary>
    LimitReached,

    /// <summary>Parts of the envelope are missing.</summary>
    Incomplete,

    /// <summary>An objection or question is still open.</summary>
    OpenObjection,

    /// <summary>
    /// The published period for objections and confirmations has not ended, and not everybody has confirmed.
    /// </summary>
    PeriodRunning,

    /// <summary>COMMITs that arrived in time are still being worked on; the drain waits for them.</summary>
    DrainUnfinished,

    /// <summary>The proof or certificate of a trustee is wrong.</summary>
    BadProof,

    /// <summary>By a lot's scoring terms no score could be computed, or they are not the lot's.</summary>
    BadScoring,
}

/// <summary>An expected "no": the rule that says so and the next lawful step, for the reader's screen.</summary>
/// <param name="Reason">The stable word.</param>
/// <param name="Rule">Rule id of docs (for example <c>bidding-reg:36</c>), or a section of the specification
/// (<c>spec:envelope</c>).</param>
/// <param name="Detail">One English sentence with the facts; screens translate by reason and rule.</param>
/// <param name="NextStep">The next lawful step, as a stable word such as <c>wait-for-tick</c>, or an empty
/// text.</param>
public sealed record Refusal(Reason Reason, string Rule, string Detail, string NextStep = "");

/// <summary>What a decider answers: events (none when the wish is already true) or a refusal.</summary>
/// <typeparam name="TEvent">The aggregate's event type.</typeparam>
public readonly record struct Decision<TEvent>(IReadOnlyList<TEvent> Events, Refusal? Refusal)
{
    /// <summary>Accepted with these events.</summary>
    public static Decision<TEvent> Accept(params TEvent[] events) => new(events, null);

    /// <summary>Refused.</summary>
    public static Decision<TEvent> Refuse(Refusal refusal) => new([], refusal);

    /// <summary>Refused.</summary>
    public static implicit operator Decision<TEvent>(Refusal refusal) => Refuse(refusal);

    /// <summary>Accepted with one event.</summary>
    public static implicit operator Decision<TEvent>(TEvent happened) => Accept(happened);

    /// <summary>Accepted without events: the wish is already true.</summary>
    public static Decision<TEvent> Nothing => Accept();

    /// <summary>Whether the command was accepted.</summary>
    public bool IsAccepted => Refusal is null;
}
