using System.Collections.Immutable;
using Trading.Crypto;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;

namespace Trading.Evaluation.Draws;

/// <summary>Publishing a draw: what must hold in it before anybody makes a lock for it.</summary>
internal static class Publication
{
    /// <summary>A salt of 32 bytes in its box.</summary>
    public const int SaltBoxBytes = 32 + SealedBox.OverheadBytes;

    public static Decision<DrawEvent> Publish(RequestDraw c)
    {
        if (!DrawRequestCodec.TryParse(c.Request, out var request) || request.Draw != c.Draw)
            return DrawNo.Malformed("The request cannot be read, or names another draw.");
        if (DrawRules.Find(request.Rules, request.RulesVersion) is not { } rules)
            return DrawNo.Malformed("The request names rules that this version does not know.");
        if (RequestGates.Check(request, rules) is [{ } no, ..])
            return Refuse(no);
        if (c.Now >= request.DrawAt)
            return DrawNo.TooLate("The time of the draw is over.");
        var suite = Suite.Find(request.Suite)!;
        if (ReadPolicies(c.Policies, request) is not { } policies)
            return DrawNo.Malformed("The policies are not those of three locks of this request with all its roles.");
        if (c.Salt.Length != SaltBoxBytes)
            return DrawNo.Malformed("The salt is not in a box for the custodian.");
        if (c.GateSalt.Length != GateBoxBytes(request))
            return DrawNo.Malformed("The gate gets the salt in a box where the buyer fills seats, and nowhere else.");
        var signed = DrawStatements.Publication(suite, request.Hash(), c.Policies, c.Salt, c.GateSalt);
        return SigningKey.Verify(suite, policies[0].Roles.Host!, Tags.DrawPublish, signed, c.Signature)
            ? new DrawRequested(c.Now, c.Draw, c.Request, c.Policies, c.Salt, c.GateSalt, c.Signature)
            : DrawNo.BadSignature("The host's signature does not hold.");
    }

    /// <summary>A gate says no.</summary>
    public static Refusal Refuse(RequestRefusal no) =>
        new(
            Reason.NotAllowed,
            no.Rule,
            $"{no.Reason}: {no.Found}, the rule asks for {no.Bound}.",
            "correct-and-send-again"
        );

    // Whoever holds the salt finds identity numbers by trying: the gate gets it where it has to compare.
    private static int GateBoxBytes(DrawRequest request) => request.BuyerSeats.Count > 0 ? SaltBoxBytes : 0;

    public static Decision<DrawEvent> Again(Draw.Published state, RequestDraw c) =>
        DrawDecider.Same(state.Facts.RequestBytes, c.Request)
        && state.Facts.PolicyBytes.Count == c.Policies.Count
        && state.Facts.PolicyBytes.Zip(c.Policies).All(p => DrawDecider.Same(p.First, p.Second))
            ? Decision<DrawEvent>.Nothing
            : DrawNo.Conflict("Another draw has this id.");

    public static Draw.Locking Requested(DrawRequested e)
    {
        if (
            !DrawRequestCodec.TryParse(e.Request, out var request)
            || ReadPolicies(e.Policies, request) is not { } policies
        )
            throw new CorruptEventException(nameof(DrawRequested), "request or policies cannot be read");
        var facts = new DrawFacts(e.Draw, request, e.Request, policies, e.Policies, e.Salt, e.GateSalt, e.Signature);
        return new Draw.Locking(facts, ImmutableSortedDictionary<string, DrawLock>.Empty, e.At);
    }

    /// <summary>The three policies, or null where they are not those of a draw.</summary>
    private static LockPolicy[]? ReadPolicies(IReadOnlyList<byte[]> bytes, DrawRequest request)
    {
        if (bytes.Count != DrawLots.All.Count)
            return null;
        var policies = new LockPolicy[bytes.Count];
        for (var i = 0; i < policies.Length; i++)
        {
            if (!LockPolicyCodec.TryParse(bytes[i], out var policy, out _) || !IsFor(request, policy, i))
                return null;
            policies[i] = policy;
        }
        return policies.All(p => HaveSamePeople(policies[0], p)) ? policies : null;
    }

    private static bool IsFor(DrawRequest request, LockPolicy policy, int index) =>
        policy.Session == request.Draw
        && policy.Lot == DrawLots.All[index]
        && policy.Purpose == DrawLots.Purposes[index]
        && policy.Suite == request.Suite
        && policy.CloseAt == request.DrawAt
        && policy.OpenAt == request.DrawAt
        && policy.DrawAt == (policy.Purpose == LockPurpose.Draw ? request.DrawAt : 0)
        && policy.SecondSecret == Trading.Locks.Policies.SecondSecret.None
        && policy.Roles
            is { Custodian: not null, Gateway: not null, Gate: not null, Host: not null, Supervisor: not null }
        && DrawDecider.Same(policy.TermsHash, request.Hash());

    // One committee of trustees and one set of offices for all three: a draw has one answer to "who".
    private static bool HaveSamePeople(LockPolicy one, LockPolicy other) =>
        one.Threshold == other.Threshold
        && one.Drill == other.Drill
        && one.Custody == other.Custody
        && Keys(one).SequenceEqual(Keys(other));

    private static IEnumerable<string> Keys(LockPolicy policy) =>
        policy
            .Trustees.SelectMany(t => new[] { t.SigningKey, t.StaticKey })
            .Append(policy.PlatformKey)
            .Concat([
                policy.Roles.Custodian!,
                policy.Roles.Gateway!,
                policy.Roles.Gate!,
                policy.Roles.Host!,
                policy.Roles.Supervisor!,
            ])
            .Select(Convert.ToHexString);
}
