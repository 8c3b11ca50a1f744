using Trading.Rooms.Starts;

namespace Trading.Rooms.Papers;

/// <summary>What a member found for one item.</summary>
/// <param name="Item">Its id.</param>
/// <param name="Passes">Whether the bid passes.</param>
/// <param name="Reason">Why it does not, 1–500 letters; empty where it passes.</param>
public sealed record ReviewMark(string Item, bool Passes, string Reason);

/// <summary>
/// A member's review of one bid, item by item, as the seat's key signs it. Source: docs/spec/room.md, "Papers".
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Seat">Whose it is.</param>
/// <param name="Stage">Qualification or compliance.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Marks">One for each published item of the stage, in their order.</param>
/// <param name="Nonce">16 random bytes: its hash tells nothing.</param>
public sealed record ReviewPaper(
    string Room,
    int Seat,
    ItemStage Stage,
    string Bid,
    IReadOnlyList<ReviewMark> Marks,
    byte[] Nonce
)
{
    /// <summary>Most letters of a reason: what a rejection of a count takes.</summary>
    public const int ReasonLetters = 500;

    private const int ItemBytes = 256;

    /// <summary>The one encoding.</summary>
    public byte[] ToBytes() =>
        new WireWriter()
            .Fixed(Convert.FromHexString(Room))
            .U32((uint)Seat)
            .U8((byte)Stage)
            .Text(Bid)
            .List(Marks, (w, m) => w.Text(m.Item).Bool(m.Passes).Text(m.Reason))
            .Fixed(Nonce)
            .ToArray();

    /// <summary>Reads a review; false for anything that <see cref="ToBytes"/> would not print.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out ReviewPaper paper)
    {
        paper = null!;
        try
        {
            var reader = new WireReader(bytes);
            var parsed = new ReviewPaper(
                Convert.ToHexStringLower(reader.Fixed(Names.IdDigits / 2)),
                (int)reader.U32(),
                (ItemStage)reader.U8(),
                reader.Text(Names.IdDigits),
                reader.List(
                    (ref WireReader r) =>
                        new ReviewMark(r.Text(ItemBytes), r.Bool(), r.Text(Letters.MostBytes(ReasonLetters))),
                    RoomStartCodec.ItemsMost
                ),
                reader.Fixed(Act.NonceBytes)
            );
            reader.End();
            paper = parsed;
            return parsed.Seat > 0 && Enum.IsDefined(parsed.Stage) && Names.IsSubmission(parsed.Bid);
        }
        catch (WireException)
        {
            return false;
        }
    }
}
