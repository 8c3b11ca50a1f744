namespace Trading.Locks.Policies;

/// <summary>What a person may be in a session. Manager and supervisor may also be given globally.</summary>
public enum Role
{
    /// <summary>Anybody.</summary>
    Public,

    /// <summary>Offers; known to nobody before the opening.</summary>
    Bidder,

    /// <summary>Buyer: 招标人、采购人.</summary>
    Tenderer,

    /// <summary>The tenderer's agency: 代理机构.</summary>
    Agent,

    /// <summary>Hosts the session: 主持人.</summary>
    Host,

    /// <summary>The centre's witness: 见证.</summary>
    Witness,

    /// <summary>公证.</summary>
    Notary,

    /// <summary>监督: sees everything that is lawful to see, may never take part.</summary>
    Supervisor,

    /// <summary>Runs the platform's people, packs and rooms.</summary>
    Manager,

    /// <summary>Holds a share of the key.</summary>
    Trustee,
}
