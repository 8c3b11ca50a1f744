using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.Server.Rooms;

// What stands in bodies of requests and answers: camelCase JSON, bytes as base64, enums as their names.

/// <summary>A start that a host signed.</summary>
public sealed record RoomPublication(string Room, byte[] Start, byte[] Terms, byte[] Signature);

/// <summary>What a host adds to a bid for the count: an object of JSON as a text.</summary>
public sealed record BidAddition(string Submission, string Scoring);

/// <summary>
/// What a host asks a start for. Without a room a fresh id is taken; Ends are UTC microseconds; K only where it was
/// drawn in the hall.
/// </summary>
public sealed record RoomDraftRequest(
    string Session,
    string Lot,
    string Draw,
    string Pack,
    long Ends,
    IReadOnlyList<RoomItem> Items,
    string? Room = null,
    IReadOnlyList<BidAddition>? Scoring = null,
    string? DrawnK = null
);

/// <summary>Why a start would be refused.</summary>
public sealed record RoomFault(string Reason, string Rule, string Detail, string NextStep);

/// <summary>
/// A start to be looked at and signed; null where something stands against making one. LeftOut: opened submissions that
/// no count can hold, for their form or price cannot be read. Faults: what a publication would be refused for.
/// </summary>
public sealed record RoomDraft(
    string Room,
    byte[]? Start,
    byte[]? Terms,
    IReadOnlyList<string> LeftOut,
    IReadOnlyList<RoomFault> Faults
);

/// <summary>A room that stands.</summary>
public sealed record RoomAnswer(string Room);

/// <summary>The key of a browser at a seat: 65 bytes.</summary>
public sealed record SeatKey(byte[] Key);

/// <summary>The number that its holder says at the gate; the key waits until then (UTC microseconds).</summary>
public sealed record SeatKeyNumber(string Number, long ExpiresAt);

/// <summary>A key that waits, and once the gate certified it, the certificate with its signature.</summary>
public sealed record SeatKeyAnswer(byte[] Key, byte[]? Certificate, byte[]? Signature);

/// <summary>The certificate of a seat and the signature of the gate.</summary>
public sealed record SeatStatement(byte[] Certificate, byte[] Signature);

/// <summary>A statement and the signature under it.</summary>
public sealed record SignedStatement(byte[] Statement, byte[] Signature);

/// <summary>The commitment to a paper that was handed in: 64 digits.</summary>
public sealed record PaperAnswer(string Commitment);

/// <summary>How a room goes.</summary>
public enum RoomPhase
{
    /// <summary>It goes on; its stage says where.</summary>
    Sitting,

    /// <summary>It is stopped and sealed.</summary>
    Stopped,

    /// <summary>The result stands.</summary>
    Concluded,

    /// <summary>It ended without a result.</summary>
    Failed,
}

/// <summary>
/// A room of the list; Title and TenderCode are the session's, Mine are the caller's own parts in it (host, supervisor,
/// seat, bidder), where the own rooms were asked for.
/// </summary>
public sealed record RoomListLine(
    string Room,
    string Session,
    string Title,
    string TenderCode,
    string Lot,
    RoomPhase Phase,
    RoomStage Stage,
    long StartedAt,
    IReadOnlyList<string> Mine
);

/// <summary>
/// Some rooms, newest first; Next is what is asked for as <c>before</c> to see those behind them, null at the end.
/// </summary>
public sealed record RoomPage(IReadOnlyList<RoomListLine> Rooms, string? Next);

/// <summary>
/// What the public stream says of a room, and the title and number of its tender. Stage is where it goes on, was
/// stopped or ended; Papers are the score sheets to which the public stream commits, void ones among them.
/// </summary>
public sealed record RoomSummary(
    string Room,
    string Session,
    string Title,
    string TenderCode,
    string Lot,
    string Draw,
    RoomPhase Phase,
    RoomStage Stage,
    int Seats,
    int Taken,
    long EndsAt,
    bool IsSealed,
    int Revision,
    int Papers
);
