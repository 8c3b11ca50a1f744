using System.Text;
using Trading.Crypto;

namespace Trading.Locks.Policies;

/// <summary>What is wrong with a policy. Source: docs/spec/policy.md.</summary>
public enum PolicyProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The bytes are not canonical, or a value has no meaning here.</summary>
    Malformed,

    /// <summary>The session's id is not 32 lower-case hexadecimal digits.</summary>
    SessionName,

    /// <summary>The lot's id is not 1 to 16 of a–z, 0–9 and '-'.</summary>
    LotName,

    /// <summary>The suite is unknown.</summary>
    UnknownSuite,

    /// <summary>1 to 32 trustees are allowed.</summary>
    TrusteeCount,

    /// <summary>A trustee's name is empty, longer than 64 bytes, holds white space or '+', or stands twice.</summary>
    TrusteeName,

    /// <summary>A key is no point of the curve.</summary>
    BadKey,

    /// <summary>Two of the trustees' keys, or one of them and the platform's, are the same.</summary>
    SameKey,

    /// <summary>t ≤ n &lt; 2t does not hold: two disjoint groups could both open.</summary>
    Threshold,

    /// <summary>
    /// A time is not positive or (since version 2) behind the year 9999, the opening is before the deadline, or (but
    /// for names and contact) not at it.
    /// </summary>
    Times,

    /// <summary>A draw time stands where the purpose has none, or is missing where it has one.</summary>
    DrawTime,

    /// <summary>The tick schedule is empty, not ordered or out of range, see <see cref="TickSchedule"/>.</summary>
    Ticks,

    /// <summary>The record's size is not 4,096, 16,384 or 65,536 bytes.</summary>
    RecordSize,

    /// <summary>There is a window without second secrets, or none with them, or one over a day.</summary>
    Window,

    /// <summary>The quorum is below 3.</summary>
    Quorum,

    /// <summary>The terms' hash is not 32 bytes.</summary>
    TermsHash,
}

/// <summary>
/// Everything that must hold inside one policy, as a list of rules; the first that fails names the problem.
/// </summary>
internal static class PolicyRules
{
    public const int MostTrustees = CeremonyParameters.TrusteesMost;
    public const int MostNameBytes = 64;
    private const int LeastQuorum = 3;

    /// <summary>9999-12-31T23:59:59.999999Z, the last instant that a date of four digits names.</summary>
    private const long EndOf9999 = 253_402_300_799_999_999;
    private const uint LongestWindowSeconds = 86_400;

    public static PolicyProblem Check(LockPolicy p)
    {
        foreach (var (holds, problem) in Rules)
        {
            if (!holds(p))
                return problem;
        }
        return PolicyProblem.None;
    }

    // Order matters: later rules read what earlier ones have checked.
    private static readonly (Func<LockPolicy, bool> Holds, PolicyProblem Problem)[] Rules =
    [
        (p => p.Version is LockPolicyCodec.First or LockPolicyCodec.Newest, PolicyProblem.Malformed),
        (
            p =>
                Enum.IsDefined(p.Purpose)
                && Enum.IsDefined(p.Custody)
                && Enum.IsDefined(p.SecondSecret)
                && Enum.IsDefined(p.CeremonyFate),
            PolicyProblem.Malformed
        ),
        (p => Names.IsSession(p.Session), PolicyProblem.SessionName),
        (p => Names.IsLot(p.Lot), PolicyProblem.LotName),
        (p => Suite.Find(p.Suite) is not null, PolicyProblem.UnknownSuite),
        (p => p.Trustees.Count is >= 1 and <= MostTrustees, PolicyProblem.TrusteeCount),
        (
            p => p.Trustees.All(t => IsName(t.Name)) && p.Trustees.DistinctBy(t => t.Name).Count() == p.Trustees.Count,
            PolicyProblem.TrusteeName
        ),
        (p => Keys(p).Concat(RoleKeys(p)).All(k => IsPoint(p, k)), PolicyProblem.BadKey),
        (p => Keys(p).Select(Convert.ToHexString).Distinct().Count() == Keys(p).Count(), PolicyProblem.SameKey),
        (p => p.Threshold <= p.Trustees.Count && 2 * p.Threshold > p.Trustees.Count, PolicyProblem.Threshold),
        (HasTimes, PolicyProblem.Times),
        (p => p.Purpose == LockPurpose.Draw ? p.DrawAt > 0 : p.DrawAt == 0, PolicyProblem.DrawTime),
        (p => TickSchedule.IsValid(p.Ticks), PolicyProblem.Ticks),
        (p => p.RecordSizeBytes is 4_096 or 16_384 or 65_536, PolicyProblem.RecordSize),
        (
            p =>
                p.SecondSecret == SecondSecret.None
                    ? p.WindowSeconds == 0
                    : p.WindowSeconds is > 0 and <= LongestWindowSeconds,
            PolicyProblem.Window
        ),
        (p => p.Quorum >= LeastQuorum, PolicyProblem.Quorum),
        (p => p.TermsHash.Length == Suite.HashBytes, PolicyProblem.TermsHash),
    ];

    /// <summary>
    /// A name that may stand in a note's signature line: 1 to 64 bytes, no white space, no control character, no '+'.
    /// </summary>
    public static bool IsName(string name) =>
        Letters.Fits(name, 1, MostNameBytes)
        && Encoding.UTF8.GetByteCount(name) <= MostNameBytes
        && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    // The last instant leaves room for windows and drains, so that no sum of times can overflow; since version 2 it can
    // also be printed.
    private static bool HasTimes(LockPolicy p) =>
        p.CloseAt > 0
        && p.CloseAt <= LastInstant(p)
        && p.OpenAt > 0
        && p.OpenAt <= LastInstant(p)
        && (p.Purpose is LockPurpose.Names or LockPurpose.Contact ? p.OpenAt >= p.CloseAt : p.OpenAt == p.CloseAt);

    private static long LastInstant(LockPolicy p) =>
        p.Version == LockPolicyCodec.First ? long.MaxValue / 2 - 1 : EndOf9999;

    private static IEnumerable<byte[]> Keys(LockPolicy p) =>
        p.Trustees.SelectMany(t => new[] { t.StaticKey, t.SigningKey }).Append(p.PlatformKey);

    private static IEnumerable<byte[]> RoleKeys(LockPolicy p) =>
        new[] { p.Roles.Custodian, p.Roles.Gateway, p.Roles.Gate, p.Roles.Host, p.Roles.Supervisor }.OfType<byte[]>();

    private static bool IsPoint(LockPolicy p, byte[] key) => Suite.Find(p.Suite)!.Group.TryDecode(key, out _);
}
