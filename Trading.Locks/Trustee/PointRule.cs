using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// A lock that opens points one by one: which of them, for whom and from when on, judged by the trustee itself. Source:
/// docs/spec/trustee.md, "Points".
/// </summary>
public interface IPointRule : ILockRule
{
    /// <summary>
    /// The root whose rows have to be fetched before this want can be judged; null where none. Nothing of the want is
    /// proven yet: whoever lies here makes the trustee fetch rows that will not help.
    /// </summary>
    byte[]? RootOf(PointWant want);

    /// <summary>
    /// What is opened, or null and why nothing is. The want's note, cosignatures and evidence hold.
    /// </summary>
    TrusteeReason? Judge(PointCase asked, out PointRelease? release);
}

/// <summary>Everything that a rule judges by.</summary>
/// <param name="Want">The want; its evidence is proven, its attachments are not.</param>
/// <param name="Lock">The lock as it stands here, with the points that were opened under it.</param>
/// <param name="Certificate">Its certificate.</param>
/// <param name="Rows">What was fetched behind <see cref="IPointRule.RootOf"/>; empty where nothing was.</param>
/// <param name="Trust">The trustee's own trust file.</param>
/// <param name="Sibling">Other locks of the same aggregate by name, as they stand here; null where one does
/// not.</param>
public sealed record PointCase(
    PointWant Want,
    TrusteeLot.Locked Lock,
    LockCertificate Certificate,
    byte[] Rows,
    TrustFile Trust,
    Func<string, TrusteeLot.Locked?> Sibling
);

/// <summary>What a rule lets a trustee open.</summary>
/// <param name="Opening">The point under the lock.</param>
/// <param name="Slot">Where it stands: one subject is opened there, and no other ever.</param>
/// <param name="Earliest">From when on, by an attested clock, UTC microseconds; 0 where the time does not
/// matter.</param>
/// <param name="Reader">For whom the answer is sealed; null where it is for everybody.</param>
public sealed record PointRelease(PartialOpening Opening, string Slot, long Earliest, PointReader? Reader);

/// <summary>The only one who can read an answer.</summary>
/// <param name="StaticKey">65 bytes.</param>
/// <param name="Tag">The tag of the box.</param>
public sealed record PointReader(byte[] StaticKey, string Tag);
