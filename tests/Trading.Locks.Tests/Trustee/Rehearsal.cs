using System.Text;
using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

/// <summary>A platform in memory, as trustees meet it.</summary>
public interface IModelPlatform
{
    TrusteeSelf[] Selves { get; }
    long Now { get; }
    List<DisclosedTick> Ticks { get; }

    /// <summary>The inbox of a trustee.</summary>
    IReadOnlyList<TrusteeWant> Wants(int trustee);

    /// <summary>What a message changes here.</summary>
    void Receive(int trustee, TrusteeMessage message);

    byte[][] Proof(string stream, long from, long to);

    /// <summary>What was committed to behind a root, in hexadecimal digits; empty where nothing was.</summary>
    byte[] Rows(string root) => [];
}

/// <summary>
/// A platform in memory that speaks to trustees with real cryptography: it relays the ceremony, takes envelopes in,
/// grows the intake, freezes and collects partial openings. Tests bend it where they play a dishonest platform. Time is
/// set by the test.
/// </summary>
public sealed class Rehearsal : IModelPlatform
{
    public const long Second = 1_000_000;
    public const long Start = 1_790_000_000 * Second;
    public const string Session = "00112233445566778899aabbccddeeff";
    public const string Lot = "1";
    private readonly Dictionary<(TrusteeMessageKind Kind, int Trustee), TrusteeMessage> said = [];
    private readonly Dictionary<(int Asker, int Teller), TrusteeMessage> told = [];

    public Rehearsal(
        int trustees = 3,
        int threshold = 2,
        bool drill = true,
        byte quorum = 3,
        byte[]? termsHash = null,
        IEnumerable<TrustedAuthority>? authorities = null,
        PolicyRoles? roles = null,
        LockPurpose purpose = LockPurpose.Open,
        IReadOnlyList<ILockRule>? rules = null
    )
    {
        Selves = [.. Enumerable.Range(1, trustees).Select(i => NewSelf($"t{i}"))];
        Trust = new TrustFile(
            [new("platform", Platform.PublicPoint)],
            Selves.Select(s => new TrustedTrustee(s.Name, s.SigningKey.PublicPoint, PointOf(s.StaticKey))),
            authorities ?? []
        );
        Selves = [.. Selves.Select(s => s with { Trust = Trust, Rules = rules ?? s.Rules })];
        Policy = NewPolicy(threshold, Start + 60 * Second, drill, quorum, termsHash ?? new byte[32]) with
        {
            Purpose = purpose,
            Roles = roles ?? new(null, null, null, Host.PublicPoint, Supervisor.PublicPoint),
        };
        PolicyBytes = LockPolicyCodec.ToBytes(Policy);
    }

    public static Suite Suite => Suite.P256;
    public SigningKey Platform { get; } = SigningKey.Generate(Suite);
    public SigningKey Host { get; } = SigningKey.Generate(Suite);
    public SigningKey Supervisor { get; } = SigningKey.Generate(Suite);
    public TrusteeSelf[] Selves { get; }
    public TrustFile Trust { get; }
    public LockPolicy Policy { get; }
    public byte[] PolicyBytes { get; }
    public long Now { get; set; } = Start;
    public long OpenedAt { get; private set; }
    public LockCertificate? Certificate { get; private set; }
    public List<DisclosedTick> Ticks { get; } = [];
    public List<Entry> Waiting { get; } = [];
    public List<byte[]> Revocations { get; } = [];
    public List<SignedAct> Orders { get; } = [];
    public MerkleTree Intake { get; } = new(Suite);
    public MerkleTree Stream { get; } = new(Suite);
    public bool Frozen { get; private set; }
    public Dictionary<string, byte[]> Files { get; } = [];
    public Dictionary<string, SigningKey> Kits { get; } = [];
    public TickSchedule Schedule => new(Policy, OpenedAt);
    public string IntakeName => Names.IntakeStream(Policy.Session, Policy.Lot);
    public string StreamName => Names.SessionStream(Policy.Session);
    public int Threshold => Policy.Threshold;

    public TrusteeMessage? Said(TrusteeMessageKind kind, int trustee) => said.GetValueOrDefault((kind, trustee));

    public void Forget(TrusteeMessageKind kind, int trustee) => said.Remove((kind, trustee));

    /// <summary>What a message changes here; a wrong signature is a fault of the test's trustee.</summary>
    public void Receive(int trustee, TrusteeMessage message)
    {
        if (!message.Verify(Suite, Policy.Trustees[trustee - 1].SigningKey))
            throw new InvalidOperationException($"{message.Kind} of trustee {trustee} is not signed by it.");
        if (message.Kind == TrusteeMessageKind.Attestation)
        {
            foreach (
                var asker in Others(trustee)
                    .Where(a => Nonce(a) is { } n && message.Body.AsSpan(0, 32).SequenceEqual(n))
            )
                told[(asker, trustee)] = message;
            return;
        }
        if (message.Kind == TrusteeMessageKind.AttestRequest)
            foreach (var other in Others(trustee))
                told.Remove((trustee, other));
        said[(message.Kind, trustee)] = message;
        if (message.Kind == TrusteeMessageKind.Signature && All(TrusteeMessageKind.Signature) is { } signatures)
            Certify(signatures);
    }

    /// <summary>The inbox of a trustee as it follows from the state.</summary>
    public IReadOnlyList<TrusteeWant> Wants(int trustee) =>
        [.. Certificate is null ? CeremonyWants(trustee) : IntakeWants(trustee)];

    public byte[][] Proof(string stream, long from, long to) =>
        (stream == IntakeName ? Intake : Stream).ConsistencyProof(from, to);

    /// <summary>Seals an envelope and puts its header into the next tick; gives the submission's id.</summary>
    public string Submit(string content = "an offer", string? replaces = null, LockCertificate? under = null) =>
        Submit(_ => Encoding.UTF8.GetBytes(content), replaces, under);

    public string Submit(Func<SigningKey, byte[]> record, string? replaces = null, LockCertificate? under = null)
    {
        var key = replaces is null ? SigningKey.Generate(Suite) : Kits[replaces];
        var id = replaces is null ? Fresh(16) : Convert.FromHexString(replaces);
        var file = new MemoryStream();
        var sealedBid = EnvelopeSealer.Seal(
            new SealRequest
            {
                Recipient = (under ?? Certificate!).GroupKey,
                LockId = (under ?? Certificate!).LockId,
                ContextHash = Names.ContextHash(Suite, Policy.Session, Policy.Lot),
                SubmissionKey = key,
                SubmissionId = id,
                Revision = (uint)Revisions(Convert.ToHexStringLower(id)) + 1,
                Record = record(key),
                RecordClassBytes = (int)Policy.RecordSizeBytes,
            },
            Entropy.System,
            file
        );
        var name = Convert.ToHexStringLower(id);
        (Kits[name], Files[name]) = (key, file.ToArray());
        Waiting.Add(new Entry(EntryKind.Envelope, Now + Waiting.Count, sealedBid.Signed.Bytes));
        return name;
    }

    public byte[] Withdrawal(string submission) =>
        Crypto
            .Withdrawal.Sign(
                Kits[submission],
                Certificate!.LockId,
                Names.ContextHash(Suite, Policy.Session, Policy.Lot),
                Convert.FromHexString(submission),
                (uint)Revisions(submission) + 1
            )
            .Bytes;

    public void Withdraw(string submission) =>
        Waiting.Add(new Entry(EntryKind.Withdrawal, Now, Withdrawal(submission)));

    /// <summary>Seals every tick that is due at <see cref="Now"/>, the drain among them.</summary>
    public void SealTicks()
    {
        while (Ticks.Count < Schedule.CountUntil(Now))
            SealTick(Ticks.Count == Schedule.DrainIndex);
    }

    public void SealTick(bool drain)
    {
        var tick = new DisclosedTick(Fresh(32), [.. Waiting]);
        Waiting.Clear();
        Ticks.Add(tick);
        Intake.Append(TreeHash.Leaf(Suite, tick.Grow(Policy, drain).Root));
        Frozen |= drain;
    }

    public string Sign(string stream, long size, byte[] root, SigningKey? by = null) =>
        Encoding.UTF8.GetString(
            Note.Sign(
                    new Checkpoint(stream, size, root).ToText(),
                    new NoteKey(Suite, stream, (by ?? Platform).PublicPoint, NoteKeyKind.Note),
                    by ?? Platform
                )
                .ToBytes()
        );

    public string IntakeNote() => Sign(IntakeName, Intake.Size, Intake.Root());

    public IReadOnlyList<string> FreezeLines() => [.. Numbers().Select(FreezeLine).OfType<string>()];

    public ReleaseWant ReleaseWant() => new(Policy.Session, Policy.Lot, IntakeNote(), FreezeLines(), [.. Revocations]);

    /// <summary>
    /// The contents of all live envelopes, opened from the partial openings that have come; null where there are too
    /// few.
    /// </summary>
    public string[]? Open()
    {
        FrozenList.TryReplay(
            Policy,
            Certificate!.LockId,
            Ticks.SelectMany(t => t.Entries),
            Revocations,
            out var list,
            out _
        );
        var batches = Numbers()
            .Select(i => Said(TrusteeMessageKind.Partials, i))
            .OfType<TrusteeMessage>()
            .Select(m =>
                PartialBatch.TryParse(Suite, m.Body, out var batch)
                    ? batch!
                    : throw new InvalidOperationException("no batch")
            );
        return list!.Opening(Certificate).Combine(batches).Shared is { } shared
            ? [.. list.Live.Zip(shared, Open)]
            : null;
    }

    public IEnumerable<int> Numbers() => Enumerable.Range(1, Selves.Length);

    public static byte[] Fresh(int count)
    {
        var bytes = new byte[count];
        Entropy.System.Fill(bytes);
        return bytes;
    }

    public static byte[] PointOf(Scalar secret) =>
        Suite.Group.MultiplySecret(secret, Suite.Group.Generator, Entropy.System).Encode();

    private static TrusteeSelf NewSelf(string name) =>
        new(
            name,
            SigningKey.Generate(Suite),
            Suite.Group.RandomScalar(Entropy.System),
            new TrustFile([], [], []),
            false
        );

    private LockPolicy NewPolicy(int threshold, long closeAt, bool drill, byte quorum, byte[] termsHash) =>
        new()
        {
            Session = Session,
            Lot = Lot,
            Purpose = LockPurpose.Open,
            Suite = Suite.Id,
            Threshold = (byte)threshold,
            Trustees =
            [
                .. Selves.Select(s => new PolicyTrustee(s.Name, PointOf(s.StaticKey), s.SigningKey.PublicPoint)),
            ],
            PlatformKey = Platform.PublicPoint,
            Custody = Custody.Single,
            CloseAt = closeAt,
            OpenAt = closeAt,
            Ticks = [new(30, 10)],
            RecordSizeBytes = 4096,
            SecondSecret = SecondSecret.None,
            WindowSeconds = 0,
            Quorum = quorum,
            CeremonyFate = CeremonyFate.Destroy,
            Drill = drill,
            Roles = new(null, null, null, null, null),
            TermsHash = termsHash,
        };

    private int Revisions(string submission) =>
        Ticks.SelectMany(t => t.Entries).Concat(Waiting).Count(e => IdOf(e) == submission);

    private static string IdOf(Entry entry) =>
        entry.Kind == EntryKind.Envelope
            ? SignedHeader.TryParse(entry.Statement, out var signed, out _)
                ? Convert.ToHexStringLower(signed.Header.SubmissionId)
                : ""
            : Crypto.Withdrawal.TryParse(entry.Statement, out var withdrawal, out _)
                ? Convert.ToHexStringLower(withdrawal.SubmissionId)
                : "";

    private IEnumerable<int> Others(int trustee) => Numbers().Where(i => i != trustee);

    private byte[]? Nonce(int asker) => Said(TrusteeMessageKind.AttestRequest, asker)?.Body;

    private byte[][]? All(TrusteeMessageKind kind) =>
        Numbers().All(i => Said(kind, i) is not null) ? [.. Numbers().Select(i => Said(kind, i)!.Body)] : null;

    private void Certify(byte[][] signatures)
    {
        if (Certificate is not null)
            return;
        var failure = LockCertificate.TryAssemble(
            Policy.CeremonyParameters(),
            All(TrusteeMessageKind.Commitment)!,
            All(TrusteeMessageKind.Message1)!,
            signatures,
            out var certificate
        );
        if (failure.Failed)
            throw new InvalidOperationException(failure.ToString());
        (Certificate, OpenedAt) = (certificate, Now);
    }

    private IEnumerable<TrusteeWant> CeremonyWants(int trustee)
    {
        if (Said(TrusteeMessageKind.Commitment, trustee) is null)
            yield return new PolicyWant(Policy.Session, Policy.Lot, PolicyBytes);
        if (All(TrusteeMessageKind.Commitment) is not { } commitments)
            yield break;
        if (Said(TrusteeMessageKind.Message1, trustee) is null)
            yield return new RevealWant(Policy.Session, Policy.Lot, commitments);
        if (All(TrusteeMessageKind.Message1) is not { } messages)
            yield break;
        if (Said(TrusteeMessageKind.Signature, trustee) is null)
            yield return new CertifyWant(Policy.Session, Policy.Lot, commitments, messages);
    }

    private IEnumerable<TrusteeWant> IntakeWants(int trustee)
    {
        if (Said(TrusteeMessageKind.Locked, trustee) is null)
            yield return new LockWant(Policy.Session, Policy.Lot, OpenedAt, Certificate!.ToBytes());
        if (Stream.Size > 0)
            yield return new CosignWant(Policy.Session, "", Sign(StreamName, Stream.Size, Stream.Root()));
        if (Intake.Size > 0 && !Frozen)
            yield return new CosignWant(Policy.Session, Policy.Lot, IntakeNote());
        if (!Frozen)
            yield break;
        if (Said(TrusteeMessageKind.FreezeCosignature, trustee) is null)
            yield return new FreezeWant(Policy.Session, Policy.Lot, IntakeNote(), FreezeLines(), [.. Orders]);
        foreach (var asker in Others(trustee).Where(a => Nonce(a) is not null && !told.ContainsKey((a, trustee))))
            yield return new AttestWant(
                Policy.Session,
                Policy.Lot,
                (byte)asker,
                Nonce(asker)!,
                Said(TrusteeMessageKind.AttestRequest, asker)!.Signature
            );
        var answers = Others(trustee)
            .Where(o => told.ContainsKey((trustee, o)))
            .Select(o => new PeerAttestation((byte)o, told[(trustee, o)].Body, told[(trustee, o)].Signature))
            .ToList();
        if (answers.Count > 0)
            yield return new AttestedWant(Policy.Session, Policy.Lot, answers);
        if (FreezeLines().Count >= Policy.Threshold && Said(TrusteeMessageKind.Partials, trustee) is null)
            yield return ReleaseWant();
    }

    private string? FreezeLine(int trustee) =>
        Said(TrusteeMessageKind.FreezeCosignature, trustee) is { } m
        && TrusteeBodies.TryFreezeCosignature(m.Body, out _, out var line)
            ? line
            : null;

    private string Open(FrozenSubmission bid, Point shared)
    {
        if (
            !EnvelopeOpener.TryOpen(
                bid.Envelope.Header,
                shared,
                Certificate!.GroupKey,
                null,
                out var opener,
                out var fault
            )
        )
            throw new InvalidOperationException(fault.ToString());
        var ciphertext = new EnvelopeFile(new MemoryStream(Files[bid.Id])).ReadCiphertext(bid.Envelope.Header, 0);
        return opener.OpenRecord(ciphertext, out var content) == OpeningFault.None
            ? Encoding.UTF8.GetString(content)
            : throw new InvalidOperationException("section 0");
    }
}
