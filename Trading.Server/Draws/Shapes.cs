using Trading.Evaluation.Statements;

namespace Trading.Server.Draws;

// What stands in bodies of requests and answers: camelCase JSON, bytes as base64, enums as their names.

/// <summary>A draw that a host publishes.</summary>
public sealed record DrawPublication(
    string Draw,
    byte[] Request,
    IReadOnlyList<byte[]> Policies,
    byte[] Salt,
    byte[] GateSalt,
    byte[] Signature
);

/// <summary>A draw of another system that host and supervisor import.</summary>
public sealed record ExternalPublication(
    string Draw,
    byte[] Import,
    byte[] GateSalt,
    byte[] HostSignature,
    byte[] SupervisorSignature
);

/// <summary>Who came to a seat that a hash names.</summary>
public sealed record NamedPerson(int Number, string Name, string Id, byte[] Signature);

/// <summary>A draw that stands.</summary>
public sealed record DrawAnswer(string Draw);

/// <summary>How far a draw has come.</summary>
public enum DrawPhase
{
    /// <summary>Its locks are being made.</summary>
    Locking,

    /// <summary>It waits for the custodian.</summary>
    Locked,

    /// <summary>It waits for its hour and its trustees.</summary>
    Committed,

    /// <summary>Experts are told and admitted.</summary>
    Drawn,

    /// <summary>Another system drew; experts are admitted.</summary>
    Imported,

    /// <summary>Everybody has arrived.</summary>
    Settled,

    /// <summary>It ended without a committee.</summary>
    Failed,
}

/// <summary>
/// A draw of the list; Mine are the caller's own roles in it, where the own draws were asked for. Of an external one
/// there is no custody, and System is the one that drew, which nobody here can verify.
/// </summary>
public sealed record DrawLine(
    string Draw,
    string Session,
    string Lot,
    DrawPhase Phase,
    int Seats,
    long DrawAt,
    long RoomAt,
    string Place,
    bool Drill,
    Custody? Custody,
    IReadOnlyList<Role> Mine,
    bool External,
    string System
);

/// <summary>
/// Some draws, newest first; Next is what is asked for as <c>before</c> to see those behind them, null at the end.
/// </summary>
public sealed record DrawPage(IReadOnlyList<DrawLine> Draws, string? Next);

/// <summary>Who has arrived, for the supervisor; Seats were drawn, Arrived of those who sit now.</summary>
public sealed record SeatList(int Seats, int Arrived, IReadOnlyList<SeatLine> Names);

/// <summary>How somebody came to a seat.</summary>
public enum SeatKind
{
    /// <summary>Drawn by us.</summary>
    Drawn,

    /// <summary>Sent by the buyer.</summary>
    Buyers,

    /// <summary>Drawn by another system.</summary>
    External,
}

/// <summary>
/// Somebody whose name the gate told: the group of a drawn seat from 0, number and name of the pool (of whom a hash
/// names the seat's number), when the name was told (UTC microseconds), and what was last told of the person. Unseated:
/// the opening showed a conflict after the arrival, and the seat is another's. No identity number: it stands in the
/// full archive.
/// </summary>
public sealed record SeatLine(
    SeatKind Kind,
    int? Group,
    string Number,
    string Name,
    long At,
    PositionOutcome Outcome,
    bool Unseated
);

/// <summary>What offices have to do now.</summary>
public sealed record DrawTasks(IReadOnlyList<DrawTask> Tasks);

/// <summary>One piece of an office's work; fields that its kind has no use for are null.</summary>
public sealed record DrawTask(
    string Draw,
    string Kind,
    byte[] Request,
    IReadOnlyList<byte[]> Policies,
    IReadOnlyList<byte[]> Certificates,
    byte[]? Root = null,
    int? K = null,
    byte[]? Salt = null,
    byte[]? GateSalt = null,
    byte[]? Signature = null,
    ReductionAnswer? Reduction = null,
    IReadOnlyList<string>? Units = null,
    int? Position = null,
    IReadOnlyList<ShareAnswer>? Shares = null,
    byte[]? Import = null,
    byte[]? SupervisorSignature = null,
    IReadOnlyList<string>? Attended = null,
    IReadOnlyList<int>? Unseated = null,
    IReadOnlyList<int>? Positions = null,
    bool? HasEnded = null,
    bool? Waits = null
);

/// <summary>A reduction whose beacon is there.</summary>
public sealed record ReductionAnswer(byte[] Root, IReadOnlyList<byte[]> Answers);

/// <summary>A trustee's part of an opening, in its box.</summary>
public sealed record ShareAnswer(int Trustee, byte[] Body);

/// <summary>A signed statement of an office.</summary>
public sealed record OfficeStatement(byte[] Statement, byte[] Signature);

/// <summary>A shortage of the pool; Binding is the number of the constraint, as signed.</summary>
public sealed record ShortageStatement(int Group, int Needed, int Left, int Binding, byte[] Signature);

/// <summary>The supervisor's order to draw again.</summary>
public sealed record AnotherDraw(string Reason, byte[] Signature);

/// <summary>A name record that the gate opened.</summary>
public sealed record UnsealedSeat(int Position, string Number, string Name, string Id, byte[] Salt, byte[] Rest);
