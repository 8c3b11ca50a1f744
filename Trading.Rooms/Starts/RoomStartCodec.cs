namespace Trading.Rooms.Starts;

/// <summary>Canonical bytes of a start. Source: docs/spec/room.md, "Start".</summary>
public static class RoomStartCodec
{
    /// <summary>Most seats of a committee: what a count takes.</summary>
    public const int SeatsMost = 49;

    /// <summary>Most items of all reviews.</summary>
    public const int ItemsMost = 200;

    /// <summary>Most bids: what a count takes.</summary>
    public const int BidsMost = 1_000;

    /// <summary>Most bytes of what a bid adds to the count.</summary>
    public const int ScoringBytes = 65_536;

    private const byte Version = 1;
    private const int CheckpointBytes = 65_536;
    private const int FactsMost = 40;
    private const int IdLetters = 64;
    private const int TitleLetters = 500;
    private const int NameLetters = 200;
    private const int FactLetters = 100;
    private const int KBytes = 37;
    private const long MostFigure = 100_000_000_000_000;

    /// <summary>The one encoding; of a start that breaks the form an <see cref="ArgumentException"/>.</summary>
    public static byte[] ToBytes(RoomStart start) =>
        IsWellFormed(start) ? Print(start) : throw new ArgumentException("This start breaks its form.", nameof(start));

    /// <summary>Reads a start; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out RoomStart start)
    {
        start = null!;
        try
        {
            var parsed = Parse(bytes);
            if (!IsWellFormed(parsed))
                return false;
            start = parsed;
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    // Of anything: tests write what a parser has to refuse.
    internal static byte[] Print(RoomStart s) =>
        new WireWriter()
            .U8(Version)
            .U16(s.Suite)
            .Text(s.Room)
            .Text(s.Session)
            .Text(s.Lot)
            .Fixed(s.Record)
            .Text(s.Checkpoint)
            .Text(s.Draw)
            .Text(s.Pack)
            .U16(s.PackVersion)
            .Fixed(s.Terms)
            .Text(s.DrawnK)
            .I64(s.EndsAt)
            .Fixed(s.Host)
            .Fixed(s.Supervisor)
            .Fixed(s.Gate)
            .List(s.Seats, (w, seat) => w.U8((byte)seat.Role).U32((uint)seat.Position))
            .List(s.Items, (w, i) => w.Text(i.Id).U8((byte)i.Stage).Text(i.Title).U8((byte)i.Ground).Text(i.Rule))
            .List(s.Bids, Print)
            .ToArray();

    private static void Print(WireWriter writer, RoomBid bid) =>
        writer
            .Text(bid.Id)
            .Text(bid.Code)
            .Text(bid.Name)
            .I64(bid.Figure)
            .List(bid.Published, (w, fact) => w.Text(fact.Title).Text(fact.Text))
            .Fixed(bid.Envelope)
            .Text(bid.Scoring)
            .List(bid.Keys, (w, key) => w.Fixed(key));

    // An object initializer runs in the order in which it is written, which is the order of the bytes.
    private static RoomStart Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        if (reader.U8() != Version)
            throw reader.Wrong("another version");
        var start = new RoomStart
        {
            Suite = reader.U16(),
            Room = reader.Text(Names.IdDigits),
            Session = reader.Text(Names.IdDigits),
            Lot = reader.Text(Names.LotCharacters),
            Record = reader.Fixed(Suite.HashBytes),
            Checkpoint = reader.Text(CheckpointBytes),
            Draw = reader.Text(Names.IdDigits),
            Pack = reader.Text(Letters.MostBytes(IdLetters)),
            PackVersion = reader.U16(),
            Terms = reader.Fixed(Suite.HashBytes),
            DrawnK = reader.Text(KBytes),
            EndsAt = reader.I64(),
            Host = reader.Fixed(Suite.PointBytes),
            Supervisor = reader.Fixed(Suite.PointBytes),
            Gate = reader.Fixed(Suite.PointBytes),
            Seats = reader.List((ref WireReader r) => new RoomSeat((SeatRole)r.U8(), (int)r.U32()), SeatsMost),
            Items = reader.List(Item, ItemsMost),
            Bids = reader.List(Bid, BidsMost),
        };
        reader.End();
        return start;
    }

    private static RoomItem Item(ref WireReader reader) =>
        new(
            reader.Text(Letters.MostBytes(IdLetters)),
            (ItemStage)reader.U8(),
            reader.Text(Letters.MostBytes(TitleLetters)),
            (RejectionGround)reader.U8(),
            reader.Text(IdLetters)
        );

    private static RoomBid Bid(ref WireReader reader) =>
        new(
            reader.Text(Names.IdDigits),
            reader.Text(CreditCode.Characters),
            reader.Text(Letters.MostBytes(NameLetters)),
            reader.I64(),
            reader.List(Fact, FactsMost),
            reader.Fixed(Suite.HashBytes),
            reader.Text(ScoringBytes),
            reader.List((ref WireReader r) => r.Fixed(Suite.PointBytes), 2)
        );

    private static RoomFact Fact(ref WireReader reader) =>
        new(reader.Text(Letters.MostBytes(FactLetters)), reader.Text(Letters.MostBytes(TitleLetters)));

    private static bool IsWellFormed(RoomStart s) =>
        Suite.Find(s.Suite) is not null
        && Names.IsSession(s.Room)
        && Names.IsSession(s.Session)
        && Names.IsLot(s.Lot)
        && Names.IsSession(s.Draw)
        && Letters.Fits(s.Pack, 1, IdLetters)
        && Letters.Fits(s.Checkpoint, 1, CheckpointBytes)
        && s.EndsAt is > 0 and <= StreamTimes.Latest
        && s.Seats.Count is >= 1 and <= SeatsMost
        && s.Seats.All(seat => Enum.IsDefined(seat.Role) && seat.Position >= 0)
        && s.Items.Count <= ItemsMost
        && s.Items.All(IsWellFormed)
        && s.Bids.Count <= BidsMost
        && s.Bids.All(IsWellFormed);

    private static bool IsWellFormed(RoomItem item) =>
        Letters.Fits(item.Id, 1, IdLetters)
        && Enum.IsDefined(item.Stage)
        && Letters.Fits(item.Title, 1, TitleLetters)
        && Enum.IsDefined(item.Ground)
        && Letters.Fits(item.Rule, 1, IdLetters);

    private static bool IsWellFormed(RoomBid bid) =>
        Names.IsSubmission(bid.Id)
        && (bid.Code.Length == 0 || CreditCode.IsValid(bid.Code))
        && Letters.Fits(bid.Name, 1, NameLetters)
        && bid.Figure is >= 0 and <= MostFigure
        && bid.Published.Count <= FactsMost
        && bid.Published.All(f => Letters.Fits(f.Title, 1, FactLetters) && Letters.Fits(f.Text, 0, TitleLetters))
        && bid.Keys.Count is 1 or 2;
}
