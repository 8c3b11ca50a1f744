namespace Trading.Opening.Tests.Archives;

/// <summary>What happens in a session that is archived.</summary>
/// <param name="Bids">Bids that are submitted and open.</param>
internal sealed record Plot(int Bids = 3)
{
    public RulePack Pack { get; init; } = RulePacks.ConstructionNational;

    /// <summary>One more bid whose header commits to other keys than it was sealed with.</summary>
    public bool Broken { get; init; }

    /// <summary>One more bid that is withdrawn before the deadline, and one that is replaced.</summary>
    public bool Changes { get; init; }

    /// <summary>One more bid that is revoked after the deadline.</summary>
    public bool Revoked { get; init; }

    /// <summary>Whether the third trustee sees the freeze too late.</summary>
    public bool Late { get; init; }

    /// <summary>
    /// Whether no trustee sees the freeze in time, and host and supervisor order that it is cosigned late.
    /// </summary>
    public bool Ordered { get; init; }

    /// <summary>
    /// Seconds after the deadline until which the process stood still; 0: it did not. A last bid waited meanwhile and
    /// bears the instant before.
    /// </summary>
    public int StoodStill { get; init; }

    /// <summary>The version of the record that the platform concludes with, and the session's address.</summary>
    public (int Version, string Address) Record { get; init; } = (RecordVersion.First, "");

    /// <summary>
    /// Whether bidders sign in, object, are answered, confirm, and the host concludes and signs the record.
    /// </summary>
    public bool Acts { get; init; } = true;

    /// <summary>The text of the lot's scoring terms, or null.</summary>
    public string? Scoring { get; init; }

    /// <summary>Seconds for objections and confirmations, 0 for none; the host concludes when they are over.</summary>
    public int Period { get; init; }

    /// <summary>Whether the bidder acts by its submission key, as one does whose certificate has ended.</summary>
    public bool ByKit { get; init; }

    /// <summary>Bids whose stored bytes were lost: how many of <see cref="Bids"/>.</summary>
    public int Lost { get; init; }
}
