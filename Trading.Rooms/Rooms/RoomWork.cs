using Trading.Rooms.Counts;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Rooms;

/// <summary>What a committee has done so far.</summary>
/// <param name="EndsAt">Until when papers are handed in.</param>
/// <param name="Revision">Number of the count, from 0.</param>
/// <param name="Qualified">What the host found of each bidder.</param>
/// <param name="Reviews">Reviews of bids.</param>
/// <param name="Rejections">Bids that are out.</param>
/// <param name="Questions">Questions to bidders, by their ids.</param>
/// <param name="GoesOn">Whether the committee found that competition is left.</param>
/// <param name="Sheets">Score sheets, by seat.</param>
/// <param name="Changes">Lawful corrections, in order.</param>
/// <param name="Brands">Chosen bids, by brand.</param>
/// <param name="Short">Seats that said since the last extension that time is short.</param>
/// <param name="Blind">How many papers have been handed in, over all blind stages.</param>
/// <param name="Disclosed">How many of them may be read.</param>
/// <param name="Hidden">Blind stages that have papers which may not be read yet.</param>
public sealed record RoomWork(
    long EndsAt,
    int Revision,
    ImmutableSortedDictionary<string, HostFinding> Qualified,
    ImmutableSortedDictionary<ReviewKey, HeldReview> Reviews,
    ImmutableSortedDictionary<string, BidRejection> Rejections,
    ImmutableSortedDictionary<string, Question> Questions,
    bool GoesOn,
    ImmutableSortedDictionary<int, HeldSheet> Sheets,
    ImmutableList<ScoreChange> Changes,
    ImmutableSortedDictionary<string, string> Brands,
    ImmutableSortedSet<int> Short,
    int Blind,
    int Disclosed,
    ImmutableSortedSet<RoomStage> Hidden
)
{
    /// <summary>Masked sheets by seat, with the bids that their labels stand for.</summary>
    public ImmutableSortedDictionary<int, HeldSheet> Masked { get; init; } =
        ImmutableSortedDictionary<int, HeldSheet>.Empty;

    /// <summary>Labels of masked bids in their order, while bids are masked; else none.</summary>
    public ImmutableList<MaskedLabel> Labels { get; init; } = [];

    /// <summary>The secret behind them.</summary>
    public byte[] Salt { get; init; } = [];

    /// <summary>Nothing yet.</summary>
    public static RoomWork Begin(long endsAt) =>
        new(
            endsAt,
            0,
            ImmutableSortedDictionary.Create<string, HostFinding>(StringComparer.Ordinal),
            ImmutableSortedDictionary<ReviewKey, HeldReview>.Empty,
            ImmutableSortedDictionary.Create<string, BidRejection>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, Question>(StringComparer.Ordinal),
            false,
            ImmutableSortedDictionary<int, HeldSheet>.Empty,
            [],
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            [],
            0,
            0,
            []
        );

    /// <summary>With one more paper of a blind stage.</summary>
    public RoomWork WithPaper(RoomStage stage) => this with { Blind = Blind + 1, Hidden = Hidden.Add(stage) };

    /// <summary>
    /// A blind stage has closed: its papers may be read, unless papers of another one that is open lie between them.
    /// </summary>
    public RoomWork Close(RoomStage stage)
    {
        var hidden = Hidden.Remove(stage);
        return this with { Hidden = hidden, Disclosed = hidden.IsEmpty ? Blind : Disclosed };
    }

    /// <summary>Whether a bid is out.</summary>
    public bool IsOut(string bid) => Rejections.ContainsKey(bid);

    /// <summary>
    /// What is left when a member goes: the member's papers are void, and so is whatever was decided by a majority that
    /// the member belonged to. What bidders wrote, and what the host found, stays.
    /// </summary>
    public RoomWork Without(int seat) =>
        this with
        {
            Reviews = Reviews.RemoveRange(Reviews.Keys.Where(k => k.Seat == seat)),
            Rejections = Rejections.RemoveRange(Rejections.Keys.Where(bid => !IsHosts(bid) && !IsSilent(bid))),
            Questions = Questions.SetItems(
                Questions
                    .Where(q => q.Value.State == QuestionState.Accepted)
                    .Select(q => KeyValuePair.Create(q.Key, q.Value with { State = QuestionState.Answered }))
            ),
            GoesOn = false,
            Sheets = Sheets.Remove(seat),
            Masked = Masked.Remove(seat),
            Labels = [],
            Salt = [],
            Changes = [],
            Brands = Brands.Clear(),
            Short = Short.Remove(seat),
        };

    private bool IsHosts(string bid) => Qualified.GetValueOrDefault(bid) is { Fails: true };

    // Silence about a low price has its effect by law, whoever sits.
    private bool IsSilent(string bid) =>
        Questions.Values.Any(q => q.Bid == bid && q is { Kind: QuestionKind.LowPrice, State: QuestionState.Lapsed });
}
