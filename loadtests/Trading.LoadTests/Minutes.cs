using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.LoadTests;

/// <summary>What a seat hears in its room, as far as it must to know what is due of it.</summary>
/// <param name="start">The room's start.</param>
/// <param name="hostQualifies">Whether the host judges qualification.</param>
internal sealed class Minutes(RoomStart start, bool hostQualifies)
{
    private readonly Dictionary<string, string> open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> rejected = new(StringComparer.Ordinal);
    private readonly HashSet<int> pledged = [];
    private readonly Dictionary<(int Seat, string Bid, string Criterion), long> amended = [];

    /// <summary>Events that were heard.</summary>
    public long Head { get; private set; }

    /// <summary>The seat that leads; 0 for none.</summary>
    public int Leader { get; private set; }

    /// <summary>Grows when whoever has voted for a leader votes again.</summary>
    public int Round { get; private set; } = 1;

    /// <summary>Among whom the second vote is; empty in the first.</summary>
    public IReadOnlyList<int> Tied { get; private set; } = [];

    /// <summary>The motion that is voted on, or null.</summary>
    public string? Motion { get; private set; }

    /// <summary>The hash of the report that is signed, or null.</summary>
    public string? Draft { get; private set; }

    /// <summary>Whether the scores cannot be counted as they are.</summary>
    public bool IsBlocked { get; private set; }

    /// <summary>Corrections that were adopted, by seat, bid and criterion.</summary>
    public IReadOnlyDictionary<(int Seat, string Bid, string Criterion), long> Amended => amended;

    /// <summary>Whether a bidder may still answer.</summary>
    public bool IsAnswerDue => open.Count > 0;

    /// <summary>Bids that are not out, in the start's order.</summary>
    public IEnumerable<RoomBid> Standing => start.Bids.Where(b => !rejected.ContainsKey(b.Id));

    /// <summary>Whether the member at that seat has pledged.</summary>
    public bool HasPledged(int seat) => pledged.Contains(seat);

    public void Hear(RoomEvent happened)
    {
        Head++;
        switch (happened)
        {
            case MemberPledged e:
                pledged.Add(e.Seat);
                break;
            case MemberUnseated e:
                Unseat(e.Seat);
                break;
            case ElectionTied e:
                (Tied, Round) = (e.Tied, Round + 1);
                break;
            case LeaderElected e:
                (Leader, Tied, Round) = (e.Seat, [], Round + 1);
                break;
            case BidRejected e:
                rejected[e.Bid] = e.Item;
                break;
            case QuestionAsked e:
                open[e.Question] = e.Bid;
                break;
            case QuestionAnswered e:
                open.Remove(e.Question);
                break;
            case QuestionLapsed e:
                open.Remove(e.Question);
                break;
            case MotionRaised e:
                Motion = e.Motion;
                break;
            case MotionSettled:
                Motion = null;
                break;
            case CountBlocked:
                IsBlocked = true;
                break;
            case ScoresCounted:
                IsBlocked = false;
                break;
            case ScoreAmended e:
                amended[(e.Seat, e.Bid, e.Criterion)] = e.After;
                break;
            case ReportDrafted e:
                Draft = e.Hash;
                break;
        }
    }

    // What the committee has decided is void with a member who goes (docs/spec/room.md, "Seats"); what the host found
    // stays.
    private void Unseat(int seat)
    {
        pledged.Remove(seat);
        var ofHost = hostQualifies ? start.ItemsOf(ItemStage.Qualification).Select(i => i.Id).ToHashSet() : [];
        foreach (var (bid, _) in rejected.Where(r => !ofHost.Contains(r.Value)).ToList())
            rejected.Remove(bid);
        (Motion, Draft, Tied, Round, IsBlocked) = (null, null, [], Round + 1, false);
        amended.Clear();
        if (Leader == seat)
            Leader = 0;
    }
}
