namespace Trading.Rooms.Packs;

/// <summary>Who judges whether bidders are qualified.</summary>
public enum QualifiedBy
{
    /// <summary>Procurement: the buyer or the agent, before the committee (procurement-87:44).</summary>
    Host,

    /// <summary>Works: the committee, item by item.</summary>
    Committee,
}

/// <summary>What follows when fewer bids are valid than the law asks for.</summary>
public enum FewValid
{
    /// <summary>The evaluation ends.</summary>
    Stop,

    /// <summary>The committee decides by majority whether competition is left.</summary>
    CommitteeDecides,
}

/// <summary>
/// The law of one trade for a room, as a value that a start pins. Gates take every number and every rule id from here.
/// Source: docs/spec/room.md, "Packs".
/// </summary>
/// <param name="Id">For example <c>procurement-goods</c>.</param>
/// <param name="Version">1 and up.</param>
/// <param name="LeastSeats">Fewer members than this are no committee; their number is odd.</param>
/// <param name="ExpertsOf">Of so many members …</param>
/// <param name="ExpertsAtLeast">… at least so many are experts.</param>
/// <param name="BuyerMayLead">Whether the buyer's representative may lead.</param>
/// <param name="QualifiedBy">Who judges qualification.</param>
/// <param name="LeastValid">Fewer valid bidders than this have the outcome <paramref name="FewValid"/>.</param>
/// <param name="FewValid">That outcome.</param>
/// <param name="LeastAnswerSeconds">Least time for a bidder's written answer.</param>
/// <param name="MostAnswerSeconds">Most time for it.</param>
/// <param name="ExtendOf">More than one of so many members say that time is short: it is extended.</param>
/// <param name="ExtendSeconds">By so much.</param>
/// <param name="SignSeconds">After so long silence about the report is agreement.</param>
/// <param name="Rules">Rule ids.</param>
public sealed record RoomPack(
    string Id,
    ushort Version,
    int LeastSeats,
    int ExpertsOf,
    int ExpertsAtLeast,
    bool BuyerMayLead,
    QualifiedBy QualifiedBy,
    int LeastValid,
    FewValid FewValid,
    int LeastAnswerSeconds,
    int MostAnswerSeconds,
    int ExtendOf,
    int ExtendSeconds,
    int SignSeconds,
    RoomRules Rules
)
{
    /// <summary>Whether the tenderer may name the leader, so that nobody votes.</summary>
    public bool LeaderMayBeNamed { get; init; }
}

/// <summary>Rule ids of a pack, one for each gate.</summary>
/// <param name="Seats">Number of members, and experts among them.</param>
/// <param name="Avoid">Avoidance and the pledge.</param>
/// <param name="Leader">Who leads.</param>
/// <param name="Qualify">Qualification.</param>
/// <param name="Criteria">Only what was published is judged.</param>
/// <param name="Reject">Rejection by the committee.</param>
/// <param name="Few">Too few valid bids.</param>
/// <param name="Clarify">Clarification.</param>
/// <param name="LowPrice">Abnormally low prices.</param>
/// <param name="Correct">Corrections of prices.</param>
/// <param name="Blind">Members score alone.</param>
/// <param name="Amend">Corrections of scores, and review again.</param>
/// <param name="Brand">Equal bids of one brand.</param>
/// <param name="Dispute">Disputes.</param>
/// <param name="Report">Report and candidates.</param>
/// <param name="Replace">Members who are replaced; stop and seal.</param>
/// <param name="Extend">Extension.</param>
/// <param name="Supervise">What the supervisor orders.</param>
public sealed record RoomRules(
    string Seats,
    string Avoid,
    string Leader,
    string Qualify,
    string Criteria,
    string Reject,
    string Few,
    string Clarify,
    string LowPrice,
    string Correct,
    string Blind,
    string Amend,
    string Brand,
    string Dispute,
    string Report,
    string Replace,
    string Extend,
    string Supervise
);
