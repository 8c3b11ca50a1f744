namespace Trading.Opening.Publications;

/// <summary>What happens when fewer than three bids, or three distinct certificates, could be opened.</summary>
public enum FewOpened
{
    /// <summary>The lot fails (流标).</summary>
    Fail,

    /// <summary>The committee decides; the session goes on.</summary>
    Continue,
}

/// <summary>The form a protest takes in the hall.</summary>
public enum ProtestKind
{
    /// <summary>Works: 异议, answered on the spot (bidding-reg:44).</summary>
    Objection,

    /// <summary>Procurement: 询问、回避申请, handled in time (procurement-87:42).</summary>
    Question,
}

/// <summary>
/// The law of one trade as a value, pinned to a session when it is published. Gates take every number and every rule id
/// from here.
/// </summary>
/// <param name="Id">For example <c>procurement-goods</c>.</param>
/// <param name="Version">1 and up.</param>
/// <param name="MinimumSubmitted">Fewer live submissions than this must not be opened.</param>
/// <param name="MinimumSubmittedRule">Its rule id.</param>
/// <param name="FewOpened">What follows when fewer could be opened.</param>
/// <param name="Protest">The form of a protest.</param>
/// <param name="ProtestRule">Its rule id.</param>
/// <param name="SilenceAccepts">Whether the tender file says that silence past the limit accepts the record.</param>
/// <param name="LateRule">Rule id for a late bid.</param>
/// <param name="RecordRule">Rule id for the record and its confirmation.</param>
/// <param name="LeastPeriodSeconds">Least seconds of the period for objections and confirmations; 0 in packs of
/// version 1, which know none.</param>
/// <param name="UsualPeriodSeconds">Its seconds where the publisher says nothing.</param>
/// <param name="MostPeriodSeconds">Its most seconds.</param>
public sealed record RulePack(
    string Id,
    int Version,
    int MinimumSubmitted,
    string MinimumSubmittedRule,
    FewOpened FewOpened,
    ProtestKind Protest,
    string ProtestRule,
    bool SilenceAccepts,
    string LateRule,
    string RecordRule,
    int LeastPeriodSeconds = 0,
    int UsualPeriodSeconds = 0,
    int MostPeriodSeconds = 0
)
{
    /// <summary>
    /// Whether sessions under it publish a period for objections and confirmations: since version 2.
    /// </summary>
    public bool HasPeriod() => MostPeriodSeconds > 0;
}
