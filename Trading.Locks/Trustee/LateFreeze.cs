using Trading.Crypto;

namespace Trading.Locks.Trustee;

/// <summary>
/// The order of host and supervisor that a frozen head is cosigned although no trustee saw it in time: two acts over
/// session, lot and root. Whoever relies on it checks both signatures against the keys in the lock's policy. Source:
/// docs/spec/trustee.md, "Freeze"; docs/spec/feed.md, "Acts".
/// </summary>
public static class LateFreeze
{
    /// <summary>Who must sign, one order each.</summary>
    public static IReadOnlyList<Role> Signers { get; } = [Role.Host, Role.Supervisor];

    /// <summary>
    /// The key with which a role signs orders for this lock, 65 bytes; null where the policy names none.
    /// </summary>
    public static byte[]? KeyOf(LockPolicy policy, Role role)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return role switch
        {
            Role.Host => policy.Roles.Host,
            Role.Supervisor => policy.Roles.Supervisor,
            _ => null,
        };
    }

    /// <summary>Whether anybody could check an order: the policy names two different keys.</summary>
    public static bool CanBeOrdered(LockPolicy policy) =>
        KeyOf(policy, Role.Host) is { } host
        && KeyOf(policy, Role.Supervisor) is { } supervisor
        && !host.AsSpan().SequenceEqual(supervisor);

    /// <summary>
    /// Whether among these acts host and supervisor each ordered exactly this root (32 bytes) of the policy's lot.
    /// </summary>
    public static bool IsOrdered(Suite suite, LockPolicy policy, byte[] root, IReadOnlyCollection<SignedAct> acts) =>
        CanBeOrdered(policy) && Signers.All(role => acts.Any(act => IsOrderOf(suite, policy, root, act, role)));

    internal static void Write(WireWriter writer, SignedAct act) =>
        writer.Bytes(act.Statement).Bytes(act.Certificate).Bytes(act.Signature);

    internal static SignedAct Read(ref WireReader reader) => new(reader.Bytes(), reader.Bytes(), reader.Bytes());

    private static bool IsOrderOf(Suite suite, LockPolicy policy, byte[] root, SignedAct signed, Role role) =>
        Act.TryParse(signed.Statement, out var act)
        && act.Kind == ActKind.LateFreeze
        && act.Session == policy.Session
        && act.Lot == policy.Lot
        && act.Subject == Convert.ToHexStringLower(root)
        && signed.Verify(suite, out var key)
        && key.AsSpan().SequenceEqual(KeyOf(policy, role));
}
