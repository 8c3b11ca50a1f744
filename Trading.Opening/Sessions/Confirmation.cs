namespace Trading.Opening.Sessions;

/// <summary>What the record prints beside a bid about its confirmation (procurement-87:42).</summary>
public enum RecordStanding
{
    /// <summary>The bidder signed the record.</summary>
    Confirmed,

    /// <summary>未确认: the bidder was present and kept silent.</summary>
    Unconfirmed,

    /// <summary>视同认可: the bidder was absent, or silent where the tender file says that silence accepts.</summary>
    DeemedAccepted,
}

/// <summary>How a bidder stands to the record.</summary>
public static class Confirmation
{
    /// <summary>The standing of one bid under the pinned pack; final once the session is concluded.</summary>
    public static RecordStanding Of(RulePack pack, OpenedBid bid)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentNullException.ThrowIfNull(bid);
        return bid.Confirmed ? RecordStanding.Confirmed
            : bid.Attended && !pack.SilenceAccepts ? RecordStanding.Unconfirmed
            : RecordStanding.DeemedAccepted;
    }
}
