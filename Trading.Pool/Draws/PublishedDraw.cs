using Trading.Crypto;
using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Locks.Policies;
using Trading.Offices;

namespace Trading.Pool.Draws;

/// <summary>
/// A draw as its host published it, after everything of it was checked here: the platform is believed nothing. Source:
/// docs/spec/draw.md, "The custodian's office".
/// </summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Locks">Certificates that verify under policies of the own trust file.</param>
/// <param name="PersonSalt">Under which persons stand in the request; nobody else learns it here.</param>
/// <param name="Platform">The platform's name in the own trust file.</param>
internal sealed record PublishedDraw(DrawRequest Request, DrawLocks Locks, byte[] PersonSalt, string Platform)
{
    /// <summary>Prints no salt.</summary>
    public override string ToString() => $"PublishedDraw {Request.Draw}";

    /// <summary>The draw, or why nothing is prepared for it.</summary>
    public static (PublishedDraw? Draw, DrawCause Cause) Read(string draw, CommitTask task, OfficeSelf self)
    {
        if (!DrawRequestCodec.TryParse(task.Request, out var request) || request.Draw != draw)
            return (null, DrawCause.Unreadable);
        var suite = Suite.Find(request.Suite)!;
        if (!PassesGates(request))
            return (null, DrawCause.Gates);
        if (task.Policies.Count != DrawLots.All.Count || task.Certificates.Count != DrawLots.All.Count)
            return (null, DrawCause.Unreadable);
        var policies = new LockPolicy[DrawLots.All.Count];
        for (var i = 0; i < policies.Length; i++)
            if (!LockPolicyCodec.TryParse(task.Policies[i], out policies[i]!, out _))
                return (null, DrawCause.Unreadable);
        if (policies.Index().Any(p => !IsOf(p.Item, request, p.Index)) || policies.Distinct(SameRoles).Count() != 1)
            return (null, DrawCause.Policies);
        if (!self.SigningKey.PublicPoint.AsSpan().SequenceEqual(policies[0].Roles.Custodian))
            return (null, DrawCause.OtherCustodian);
        if (!policies.All(p => self.Trust.Covers(p) && self.Trust.CoversOffices(p)))
            return (null, DrawCause.Untrusted);
        if (LocksOf(task.Certificates, policies) is not { } locks)
            return (null, DrawCause.Locks);
        if (!IsPublished(suite, request, task, policies[0]))
            return (null, DrawCause.HostSignature);
        if (SaltOf(suite, request, task.Salt, self) is not { } salt)
            return (null, DrawCause.Salt);
        var platform = self.Trust.Platforms.First(p => p.SigningKey.AsSpan().SequenceEqual(policies[0].PlatformKey));
        return (new PublishedDraw(request, locks, salt, platform.Name), default);
    }

    private static bool PassesGates(DrawRequest request) =>
        DrawRules.Find(request.Rules, request.RulesVersion) is { } rules
        && RequestGates.Check(request, rules).Count == 0;

    private static bool IsOf(LockPolicy policy, DrawRequest request, int index) =>
        policy.Purpose == DrawLots.Purposes[index]
        && policy.Session == request.Draw
        && policy.Lot == DrawLots.All[index]
        && policy.Suite == request.Suite
        && policy.TermsHash.AsSpan().SequenceEqual(request.Hash())
        && (policy.Purpose != LockPurpose.Draw || policy.DrawAt == request.DrawAt)
        && policy.Roles
            is { Custodian: not null, Gateway: not null, Gate: not null, Host: not null, Supervisor: not null };

    private static readonly IEqualityComparer<LockPolicy> SameRoles = EqualityComparer<LockPolicy>.Create(
        (a, b) => KeysOf(a!) == KeysOf(b!),
        policy => StringComparer.Ordinal.GetHashCode(KeysOf(policy))
    );

    private static string KeysOf(LockPolicy p) =>
        string.Join(
            ' ',
            new[]
            {
                p.PlatformKey,
                p.Roles.Custodian,
                p.Roles.Gateway,
                p.Roles.Gate,
                p.Roles.Host,
                p.Roles.Supervisor,
            }.Select(key => Convert.ToHexString(key ?? []))
        );

    private static DrawLocks? LocksOf(IReadOnlyList<byte[]> bytes, LockPolicy[] policies)
    {
        var certificates = new List<LockCertificate>();
        for (var i = 0; i < policies.Length; i++)
        {
            if (
                !LockCertificate.TryParse(bytes[i], out var certificate)
                || certificate!.Verify(policies[i].CeremonyParameters()).Failed
            )
                return null;
            certificates.Add(certificate);
        }
        return certificates.DistinctBy(c => Convert.ToHexString(c.LockId)).Count() == policies.Length
            ? new DrawLocks(certificates[0], certificates[1], certificates[2])
            : null;
    }

    private static bool IsPublished(Suite suite, DrawRequest request, CommitTask task, LockPolicy policy) =>
        SigningKey.Verify(
            suite,
            policy.Roles.Host,
            Tags.DrawPublish,
            DrawStatements.Publication(suite, request.Hash(), task.Policies, task.Salt, task.GateSalt),
            task.Signature
        );

    private static byte[]? SaltOf(Suite suite, DrawRequest request, byte[] box, OfficeSelf self) =>
        SealedBox.Open(suite, self.StaticKey, Tags.DrawSealedSalt, request.Hash(), box, Entropy.System) is { } salt
        && salt.Length == PersonHash.SaltBytes
        && PersonHash.OfSalt(suite, salt).AsSpan().SequenceEqual(request.PersonSaltHash)
            ? salt
            : null;
}
