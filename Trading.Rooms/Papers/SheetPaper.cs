using Trading.Rooms.Starts;

namespace Trading.Rooms.Papers;

/// <summary>One score.</summary>
/// <param name="Criterion">Id of the criterion.</param>
/// <param name="Hundredths">Hundredths of a point.</param>
/// <param name="Reason">Why, where a reason is needed; empty for none.</param>
public sealed record SheetScore(string Criterion, long Hundredths, string Reason);

/// <summary>The scores of one bid.</summary>
/// <param name="Bid">The bid.</param>
/// <param name="Scores">In the order of the member.</param>
public sealed record SheetBid(string Bid, IReadOnlyList<SheetScore> Scores);

/// <summary>
/// A member's score sheet, as the seat's key signs it: every standing bid, every criterion but the price. Source:
/// docs/spec/room.md, "Papers".
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Seat">Whose it is.</param>
/// <param name="Bids">Scores by bid.</param>
/// <param name="Nonce">16 random bytes: the published hash tells nothing.</param>
public sealed record SheetPaper(string Room, int Seat, IReadOnlyList<SheetBid> Bids, byte[] Nonce)
{
    /// <summary>Most bytes of a sheet.</summary>
    public const int MostBytes = 4 << 20;

    private const int ReasonLetters = 500;
    private const int CriterionBytes = 256;
    private const int CriteriaMost = 100;

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .Fixed(Convert.FromHexString(Room))
            .U32((uint)Seat)
            .List(
                Bids,
                (w, b) => w.Text(b.Bid).List(b.Scores, (x, s) => x.Text(s.Criterion).I64(s.Hundredths).Text(s.Reason))
            )
            .Fixed(Nonce)
            .ToArray();

    /// <summary>Reads a sheet; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out SheetPaper paper)
    {
        paper = null!;
        if (bytes.Length > MostBytes)
            return false;
        try
        {
            var reader = new WireReader(bytes);
            var parsed = new SheetPaper(
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                (int)reader.U32(),
                reader.List(OfBid, RoomStartCodec.BidsMost),
                reader.Fixed(Act.NonceBytes)
            );
            reader.End();
            paper = parsed;
            return parsed.Seat > 0 && parsed.Bids.All(b => Names.IsSubmission(b.Bid));
        }
        catch (WireException)
        {
            return false;
        }
    }

    private static SheetBid OfBid(ref WireReader reader) =>
        new(reader.Text(Names.IdDigits), reader.List(Score, CriteriaMost));

    private static SheetScore Score(ref WireReader reader) =>
        new(reader.Text(CriterionBytes), reader.I64(), reader.Text(Letters.MostBytes(ReasonLetters)));
}
