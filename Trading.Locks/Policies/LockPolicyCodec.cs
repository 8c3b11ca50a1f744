using Trading.Crypto;

namespace Trading.Locks.Policies;

/// <summary>
/// The canonical bytes of a lock's policy: what trustees sign and every envelope is bound to. Printer and parser stand
/// side by side; the parser accepts only a policy without a <see cref="PolicyProblem"/>. Source: docs/spec/policy.md.
/// </summary>
public static class LockPolicyCodec
{
    /// <summary>The first version: read for ever, made no more.</summary>
    public const byte First = 1;

    /// <summary>The version of policies that are made now.</summary>
    public const byte Newest = 2;

    /// <summary>
    /// The canonical bytes. Throws <see cref="ArgumentException"/> for a policy with a problem: such a policy has no
    /// bytes.
    /// </summary>
    public static byte[] ToBytes(LockPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var problem = PolicyRules.Check(policy);
        if (problem != PolicyProblem.None)
            throw new ArgumentException($"The policy is not valid: {problem}", nameof(policy));
        return Print(policy);
    }

    /// <summary>
    /// Parses and checks; false with the problem's name for bytes that are not the canonical bytes of a valid policy.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out LockPolicy policy, out PolicyProblem problem)
    {
        policy = null!;
        problem = PolicyProblem.Malformed;
        try
        {
            var parsed = Parse(bytes);
            problem = PolicyRules.Check(parsed);
            if (problem == PolicyProblem.None)
                policy = parsed;
        }
        catch (WireException)
        {
            return false;
        }
        return problem == PolicyProblem.None;
    }

    /// <summary>32 bytes: the tagged hash (<see cref="Tags.Policy"/>) of canonical policy bytes.</summary>
    public static byte[] Hash(Suite suite, byte[] bytes) => Tags.Hash(suite, Tags.Policy, bytes);

    private static byte[] Print(LockPolicy p) =>
        new WireWriter()
            .U8(p.Version)
            .Text(p.Session)
            .Text(p.Lot)
            .U8((byte)p.Purpose)
            .U16(p.Suite)
            .U8(p.Threshold)
            .List(p.Trustees, (w, t) => w.Text(t.Name).Fixed(t.StaticKey).Fixed(t.SigningKey))
            .Fixed(p.PlatformKey)
            .U8((byte)p.Custody)
            .I64(p.CloseAt)
            .I64(p.OpenAt)
            .I64(p.DrawAt)
            .List(p.Ticks, (w, t) => w.U32(t.SecondsBefore).U32(t.PeriodSeconds))
            .U32(p.RecordSizeBytes)
            .U8((byte)p.SecondSecret)
            .U32(p.WindowSeconds)
            .U8(p.Quorum)
            .U8((byte)p.CeremonyFate)
            .Bool(p.Drill)
            .Optional(p.Roles.Custodian, Key)
            .Optional(p.Roles.Gateway, Key)
            .Optional(p.Roles.Gate, Key)
            .Optional(p.Roles.Host, Key)
            .Optional(p.Roles.Supervisor, Key)
            .Fixed(p.TermsHash)
            .ToArray();

    // An object initializer runs in the order in which it is written, which is the order of the bytes.
    private static LockPolicy Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new WireReader(bytes);
        var policy = new LockPolicy
        {
            Version = reader.U8(),
            Session = reader.Text(Names.IdDigits),
            Lot = reader.Text(Names.LotCharacters),
            Purpose = (LockPurpose)reader.U8(),
            Suite = reader.U16(),
            Threshold = reader.U8(),
            Trustees = reader.List(Trustee, PolicyRules.MostTrustees),
            PlatformKey = Key(ref reader),
            Custody = (Custody)reader.U8(),
            CloseAt = reader.I64(),
            OpenAt = reader.I64(),
            DrawAt = reader.I64(),
            Ticks = reader.List((ref WireReader r) => new TickPeriod(r.U32(), r.U32()), TickSchedule.MostStretches),
            RecordSizeBytes = reader.U32(),
            SecondSecret = (SecondSecret)reader.U8(),
            WindowSeconds = reader.U32(),
            Quorum = reader.U8(),
            CeremonyFate = (CeremonyFate)reader.U8(),
            Drill = reader.Bool(),
            Roles = new PolicyRoles(
                reader.Optional(Key),
                reader.Optional(Key),
                reader.Optional(Key),
                reader.Optional(Key),
                reader.Optional(Key)
            ),
            TermsHash = reader.Fixed(Suite.HashBytes),
        };
        reader.End();
        return policy;
    }

    private static void Key(WireWriter writer, byte[] key) => writer.Fixed(key);

    private static byte[] Key(ref WireReader reader) => reader.Fixed(Suite.PointBytes);

    private static PolicyTrustee Trustee(ref WireReader reader) =>
        new(reader.Text(PolicyRules.MostNameBytes), Key(ref reader), Key(ref reader));
}
