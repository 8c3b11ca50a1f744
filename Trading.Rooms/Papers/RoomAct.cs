namespace Trading.Rooms.Papers;

/// <summary>What is declared in a room, or about it.</summary>
public enum RoomActKind : byte
{
    /// <summary>A member pledges, and has nothing to avoid.</summary>
    Pledge = 1,

    /// <summary>A member declares a reason for avoidance.</summary>
    Avoid = 2,

    /// <summary>A member's ballot for a leader.</summary>
    Ballot = 3,

    /// <summary>The host judges a bidder's qualification by one item, or by all of them.</summary>
    Qualify = 4,

    /// <summary>The leader asks a bidder in writing.</summary>
    Ask = 5,

    /// <summary>The bidder answers.</summary>
    Answer = 6,

    /// <summary>The leader ends the time of questions.</summary>
    Close = 7,

    /// <summary>A motion on which the committee votes.</summary>
    Raise = 8,

    /// <summary>A member's vote.</summary>
    Vote = 9,

    /// <summary>A member says that time is too short.</summary>
    CallShort = 10,

    /// <summary>Host or supervisor: a seat becomes free.</summary>
    Unseat = 11,

    /// <summary>Host or supervisor: everything stops and is sealed.</summary>
    Stop = 12,

    /// <summary>The supervisor lets it go on.</summary>
    Resume = 13,

    /// <summary>The supervisor ends it: another committee is formed.</summary>
    Abandon = 14,

    /// <summary>The host drafts the report.</summary>
    Draft = 15,

    /// <summary>A member signs the report.</summary>
    Agree = 16,

    /// <summary>A member dissents, with reasons.</summary>
    Dissent = 17,

    /// <summary>The supervisor orders the same committee to review its scores again.</summary>
    Again = 18,

    /// <summary>The host names the leader, where the pack lets the tenderer.</summary>
    Name = 19,
}

/// <summary>
/// A statement that a key signs about a room. What a kind does not use is empty or 0, so an act has one spelling.
/// Source: docs/spec/room.md, "Acts".
/// </summary>
/// <param name="Kind">What is declared.</param>
/// <param name="Room">The room.</param>
/// <param name="By">Who: <c>host</c>, <c>supervisor</c>, <c>seat.N</c> or <c>bid.SUBMISSION</c>.</param>
/// <param name="Subject">A bid, a question, a motion or a report's hash, in hexadecimal digits.</param>
/// <param name="Item">Id of an item or a criterion, or a brand, at most 64 letters.</param>
/// <param name="Choice">The number of a word, or yes (1) and no (2).</param>
/// <param name="Seat">A seat, or 0.</param>
/// <param name="Before">A score in hundredths.</param>
/// <param name="After">A score in hundredths, or seconds.</param>
/// <param name="Text">At most 2,000 letters.</param>
/// <param name="Nonce">16 bytes of the signer's choice.</param>
public sealed record RoomAct(
    RoomActKind Kind,
    string Room,
    string By,
    string Subject,
    string Item,
    byte Choice,
    int Seat,
    long Before,
    long After,
    string Text,
    byte[] Nonce
)
{
    /// <summary>Yes.</summary>
    public const byte Yes = 1;

    /// <summary>No.</summary>
    public const byte No = 2;

    /// <summary>The host as <see cref="By"/>.</summary>
    public const string Host = "host";

    /// <summary>The supervisor as <see cref="By"/>.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Most bytes of an act.</summary>
    public const int MostBytes = 10_000;

    private const int ItemLetters = 64;
    private const string SeatWord = "seat.";
    private const string BidWord = "bid.";

    /// <summary>A seat as <see cref="By"/>.</summary>
    public static string OfSeat(int seat) => FormattableString.Invariant($"{SeatWord}{seat}");

    /// <summary>A bidder as <see cref="By"/>.</summary>
    public static string OfBid(string bid) => BidWord + bid;

    /// <summary>The seat that signs; 0 for nobody's.</summary>
    public int Signer =>
        By.StartsWith(SeatWord, StringComparison.Ordinal)
        && int.TryParse(By.AsSpan(SeatWord.Length), System.Globalization.CultureInfo.InvariantCulture, out var seat)
        && OfSeat(seat) == By
            ? seat
            : 0;

    /// <summary>The bid whose bidder signs, or null.</summary>
    public string? SigningBid => By.StartsWith(BidWord, StringComparison.Ordinal) ? By[BidWord.Length..] : null;

    /// <summary>Whether the answer is yes.</summary>
    public bool IsYes => Choice == Yes;

    /// <summary>The id of what an act begins, a question or a motion: hash of its statement, 64 digits.</summary>
    public static string Id(Suite suite, byte[] statement) =>
        Convert.ToHexStringLower(Tags.Hash(suite, Tags.RoomAct, statement));

    /// <summary>The one encoding; an act that breaks its form is an <see cref="ArgumentException"/>.</summary>
    public byte[] ToBytes() =>
        IsWellFormed() ? Print() : throw new ArgumentException($"This {Kind} breaks the form of an act.");

    /// <summary>Reads an act; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out RoomAct act)
    {
        act = null!;
        try
        {
            var reader = new WireReader(bytes);
            var parsed = new RoomAct(
                (RoomActKind)reader.U8(),
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                reader.Text(BidWord.Length + Names.IdDigits),
                reader.Text(2 * Suite.HashBytes),
                reader.Text(Letters.MostBytes(ItemLetters)),
                reader.U8(),
                (int)reader.U32(),
                reader.I64(),
                reader.I64(),
                reader.Text(Letters.MostBytes(Act.MostTextLetters)),
                reader.Fixed(Act.NonceBytes)
            );
            reader.End();
            if (!parsed.IsWellFormed())
                return false;
            act = parsed;
            return true;
        }
        catch (WireException)
        {
            return false;
        }
    }

    // Of anything: tests write what a parser has to refuse.
    internal byte[] Print() =>
        new WireWriter()
            .U8((byte)Kind)
            .Fixed(Convert.FromHexString(Room))
            .Text(By)
            .Text(Subject)
            .Text(Item)
            .U8(Choice)
            .U32((uint)Seat)
            .I64(Before)
            .I64(After)
            .Text(Text)
            .Fixed(Nonce)
            .ToArray();

    private bool IsWellFormed() =>
        Names.IsSession(Room)
        && Nonce.Length == Act.NonceBytes
        && (By is Host or Supervisor || Signer > 0 || Names.IsSubmission(SigningBid))
        && ActForms.Fits(this);
}
