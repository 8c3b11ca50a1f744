namespace Trading.Rooms.Starts;

/// <summary>Whom a seat belongs to.</summary>
public enum SeatRole : byte
{
    /// <summary>An expert who was drawn.</summary>
    Expert = 1,

    /// <summary>The buyer's representative.</summary>
    Buyer = 2,
}

/// <summary>A seat of the committee; its number is its place in the list, from 1, in the order of positions.</summary>
/// <param name="Role">Whose it is.</param>
/// <param name="Position">The draw's position, or the number of a seat that a hash names.</param>
public sealed record RoomSeat(SeatRole Role, int Position);

/// <summary>When a published item of a review is judged.</summary>
public enum ItemStage : byte
{
    /// <summary>Whether the bidder is qualified.</summary>
    Qualification = 1,

    /// <summary>Whether the bid complies.</summary>
    Compliance = 2,
}

/// <summary>A published item of a review.</summary>
/// <param name="Id">1–64 letters.</param>
/// <param name="Stage">When it is judged.</param>
/// <param name="Title">As published, 1–500 letters.</param>
/// <param name="Ground">The ground of a rejection by it, as scoring spells it.</param>
/// <param name="Rule">Rule id that makes it an item.</param>
public sealed record RoomItem(string Id, ItemStage Stage, string Title, RejectionGround Ground, string Rule);

/// <summary>A published fact of a bid that was read out.</summary>
/// <param name="Title">1–100 letters.</param>
/// <param name="Text">At most 500 letters.</param>
public sealed record RoomFact(string Title, string Text);

/// <summary>A bid as the opening showed it.</summary>
/// <param name="Id">The submission: 32 hexadecimal digits.</param>
/// <param name="Code">The bidder's credit code; empty where the opening showed none.</param>
/// <param name="Name">The bidder's name, 1–200 letters.</param>
/// <param name="Figure">The price that was read out, in fen or millionths, 0 and up.</param>
/// <param name="Published">What else was read out, at most 40.</param>
/// <param name="Envelope">Hash of the envelope, 32 bytes.</param>
/// <param name="Scoring">A JSON object with further keys of a bid of <c>TENDER.json</c>; empty for none.</param>
/// <param name="Keys">Keys that sign for the bidder, 65 bytes each, 1 or 2.</param>
public sealed record RoomBid(
    string Id,
    string Code,
    string Name,
    long Figure,
    IReadOnlyList<RoomFact> Published,
    byte[] Envelope,
    string Scoring,
    IReadOnlyList<byte[]> Keys
);

/// <summary>
/// What an evaluation begins with: the concluded opening, the draw and the law as data. No table of theirs is read
/// later. Source: docs/spec/room.md, "Start".
/// </summary>
public sealed record RoomStart
{
    /// <summary>Number of the suite of all hashes and keys.</summary>
    public required ushort Suite { get; init; }

    /// <summary>The room's id, 32 hexadecimal digits.</summary>
    public required string Room { get; init; }

    /// <summary>The concluded session.</summary>
    public required string Session { get; init; }

    /// <summary>Its lot.</summary>
    public required string Lot { get; init; }

    /// <summary>Hash of the signed opening record, 32 bytes.</summary>
    public required byte[] Record { get; init; }

    /// <summary>The cosigned checkpoint of the session's stream that covers its conclusion.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>The draw.</summary>
    public required string Draw { get; init; }

    /// <summary>Id of the pack.</summary>
    public required string Pack { get; init; }

    /// <summary>Its version.</summary>
    public required ushort PackVersion { get; init; }

    /// <summary>Hash of the scoring terms' bytes, 32 bytes.</summary>
    public required byte[] Terms { get; init; }

    /// <summary>K that was drawn in the hall; empty where the terms have none to draw.</summary>
    public required string DrawnK { get; init; }

    /// <summary>Until when papers are handed in, UTC microseconds, unless it is extended.</summary>
    public required long EndsAt { get; init; }

    /// <summary>Signing key of the host: buyer or agent.</summary>
    public required byte[] Host { get; init; }

    /// <summary>Signing key of the supervisor.</summary>
    public required byte[] Supervisor { get; init; }

    /// <summary>Signing key of the gate, which certifies keys of seats.</summary>
    public required byte[] Gate { get; init; }

    /// <summary>The committee's seats.</summary>
    public required IReadOnlyList<RoomSeat> Seats { get; init; }

    /// <summary>What is reviewed.</summary>
    public required IReadOnlyList<RoomItem> Items { get; init; }

    /// <summary>The opened bids, in the order of the frozen list.</summary>
    public required IReadOnlyList<RoomBid> Bids { get; init; }

    /// <summary>The items of a stage, in their order.</summary>
    public IEnumerable<RoomItem> ItemsOf(ItemStage stage) => Items.Where(i => i.Stage == stage);

    /// <summary>The bid of that id, or null.</summary>
    public RoomBid? Find(string bid) => Bids.FirstOrDefault(b => b.Id == bid);

    /// <summary>Whether there is a seat of that number.</summary>
    public bool HasSeat(int number) => number >= 1 && number <= Seats.Count;
}
