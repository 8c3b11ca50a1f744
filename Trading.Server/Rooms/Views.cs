using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Scoring;

namespace Trading.Server.Rooms;

// What somebody around a room is told of it, and nothing else.

/// <summary>What a bidder answered.</summary>
public sealed record OwnAnswer(bool Yes, string Text);

/// <summary>
/// A question to a bidder. Whether the committee accepts an explanation is told when the room is over.
/// </summary>
public sealed record OwnQuestion(
    string Id,
    QuestionKind Kind,
    string Text,
    long AnswerBy,
    QuestionState State,
    OwnAnswer? Answer
);

/// <summary>Why the own bid is out.</summary>
public sealed record OwnRejection(RejectionGround Ground, string Rule, string Reason);

/// <summary>The own line of the result: rank (0 for none), printed total, score of the price.</summary>
public sealed record OwnLine(int Rank, string Total, string Price);

/// <summary>What a bidder is told of the own bid; of rejection and result once the room is over.</summary>
public sealed record OwnBid(
    string Bid,
    IReadOnlyList<OwnQuestion> Questions,
    OwnRejection? Rejected = null,
    OwnLine? Line = null
);

/// <summary>A seat as the host sees it: what papers its member has handed in is told to nobody.</summary>
public sealed record DeskSeat(int Seat, SeatRole Role, int Position, bool Taken, bool Pledged, bool Signed);

/// <summary>A question as the host sees it: without its words.</summary>
public sealed record DeskQuestion(string Question, string Bid, QuestionKind Kind, long AnswerBy, QuestionState State);

/// <summary>A bid that is out, as the host sees it.</summary>
public sealed record DeskRejection(
    string Bid,
    RejectionGround Ground,
    string Rule,
    string Item,
    string Reason,
    bool IsLate
);

/// <summary>How the count stands.</summary>
public enum DeskCount
{
    /// <summary>Nothing is counted.</summary>
    None,

    /// <summary>Both counts agree.</summary>
    Agreed,

    /// <summary>They differ, or nothing can be counted.</summary>
    Blocked,
}

/// <summary>Why the count is blocked: the cells themselves are the committee's.</summary>
public sealed record DeskBlock(string Code, string Where, string Rule);

/// <summary>The draft that members sign; how many have agreed and dissented.</summary>
public sealed record DeskDraft(string Hash, long SignBy, int Agreed, int Dissenting);

/// <summary>
/// What the clerk needs, and may know. ToQualify: bids whose qualification the host has to judge. ReportHash: what a
/// draft names now; null while no count is agreed. Duties: the host's own acts that are due (Qualify, Draft, Seal).
/// MayName: whether the tenderer may name the leader now.
/// </summary>
public sealed record RoomDesk(
    RoomPhase Phase,
    RoomStage Stage,
    long EndsAt,
    int Revision,
    int Leader,
    IReadOnlyList<DeskSeat> Seats,
    IReadOnlyList<string> ToQualify,
    IReadOnlyList<DeskRejection> Rejections,
    IReadOnlyList<DeskQuestion> Questions,
    DeskCount Count,
    DeskBlock? Block,
    string? ReportHash,
    DeskDraft? Draft,
    IReadOnlyList<string> Duties,
    bool MayName
);

/// <summary>A warning about sheets, with the instant at which they were disclosed (UTC microseconds).</summary>
public sealed record RoomWarning(
    SheetWarningKind Kind,
    IReadOnlyList<int> Seats,
    string? Bid,
    string? Criterion,
    long At
);
