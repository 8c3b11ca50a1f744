using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Trading.Crypto;
using Trading.Opening;
using Trading.Opening.Tests;
using Trading.Server.Locks;
using Trading.Server.Opening;
using Trading.Server.Storage;

namespace Trading.Bench;

/// <summary>
/// 500 opening records, from verified partial batches of trustees 1 and 3 to the marked, parsed table (what the worker
/// and the decider do at the moment of the opening), against the bare primitives on the same threads: the combination's
/// multiplications, RFC 9180's and the sections' key derivations, AES-256-GCM over 4 KiB, one X.509 parse and one
/// signature verification per bid.
/// </summary>
internal static class RecordsBenchmark
{
    private const int Bids = 500;
    private static readonly Suite Suite = Suite.P256;

    public static Benchmark Create()
    {
        var scene = new Scene();
        return new Benchmark(
            "500 opening records from verified partials to parsed table",
            Compare.Time,
            1.5,
            scene.Bare,
            scene.Open,
            Rounds: 9
        );
    }

    private sealed class Scene
    {
        private readonly World world = new(World.One.Terms);
        private readonly Dictionary<string, byte[]> ciphertexts = [];
        private readonly FrozenLot frozen;
        private readonly PartialBatch[] batches;
        private readonly Lot.Releasing releasing;
        private readonly byte[][] certificates;
        private readonly byte[][] ownerships;

        public Scene()
        {
            var policy = world.Policies[0];
            var bidders = Enumerable.Range(1, Bids).Select(i => new Bidder(World.NewPerson($"投标人{i}"), i)).ToArray();
            certificates = [.. bidders.Select(bidder => bidder.Person.Certificate)];
            ownerships = [.. bidders.Select(bidder => bidder.Form(world, "a").Ownership)];
            var entries = bidders.Select(Seal).ToArray();
            var certificate = world.LockOf("a").Certificate;
            if (!FrozenList.TryReplay(policy, certificate.LockId, entries, [], out var list, out var problem))
                throw new InvalidOperationException(problem.ToString());
            var opening = list.Opening(certificate);
            frozen = new FrozenLot(list, certificate, opening);
            batches = [opening.Open(1, ShareOf(1), Entropy.System), opening.Open(3, ShareOf(3), Entropy.System)];
            if (batches.Any(batch => opening.Check(batch) != PartialFault.None))
                throw new InvalidOperationException("a partial does not verify");
            releasing = Releasing();
        }

        public void Open()
        {
            var results = BidOpening.Open(frozen, batches, Read);
            var opened = Decider.Decide(
                Running(),
                new OpenAll(World.Close + 4 * World.Second, "a", results, world.Authorities)
            );
            if (opened.Events.OfType<BidOpened>().Count() != Bids)
                throw new InvalidOperationException($"not all opened: {opened.Refusal}");
        }

        public void Bare()
        {
            var group = Suite.Group;
            Scalar[] weights = [group.RandomScalar(Entropy.System), group.RandomScalar(Entropy.System)];
            var shared = group.MultiplySumEach(weights, [.. batches.Select(batch => batch.Partials)]);
            Parallel.For(0, Bids, i => BareRecord(shared[i], i));
        }

        private void BareRecord(Point shared, int i)
        {
            // DHKEM's extract and expand, the export, the section's key, its payload key: five HKDF steps.
            var key = Suite.HkdfExtract([], shared.Encode());
            for (var step = 0; step < 3; step++)
                key = Suite.HkdfExpand(key, key, 32);
            key = Suite.HkdfExpand(key, key, 76);
            var record = new byte[4_096];
            using (var cipher = Suite.CreateAead(key.AsSpan(0, 32)))
                cipher.Seal(key.AsSpan(32, 12), record, new byte[record.Length + Suite.TagBytes], default);
            using var certificate = X509CertificateLoader.LoadCertificate(certificates[i]);
            using var owner = certificate.GetECDsaPublicKey()!;
            owner.VerifyData(
                record.AsSpan(0, 200),
                ownerships[i],
                HashAlgorithmName.SHA256,
                DSASignatureFormat.IeeeP1363FixedFieldConcatenation
            );
        }

        private Entry Seal(Bidder bidder, int number)
        {
            using var output = new MemoryStream();
            var request = new SealRequest
            {
                Recipient = world.LockOf("a").Certificate.GroupKey,
                LockId = world.LockOf("a").Certificate.LockId,
                ContextHash = Names.ContextHash(Suite, world.Id, "a"),
                SubmissionKey = bidder.Key,
                SubmissionId = bidder.Id,
                Revision = 1,
                Record = bidder.Form(world, "a", 100_00 + number).ToBytes(),
                RecordClassBytes = 4_096,
            };
            var signed = EnvelopeSealer.Seal(request, Entropy.System, output).Signed;
            ciphertexts[bidder.Submission] = output.ToArray()[^(int)signed.Header.Sections[0].CiphertextBytes..];
            return new Entry(EntryKind.Envelope, World.Start + number, signed.Bytes.ToArray());
        }

        private PartState Read(FrozenSubmission submission, out byte[] ciphertext)
        {
            ciphertext = ciphertexts[submission.Id];
            return PartState.Whole;
        }

        private Scalar ShareOf(int trustee)
        {
            var (parameters, made) = (world.Policies[0].CeremonyParameters(), world.LockOf("a"));
            var failure = Ceremony.TryComplete(
                parameters,
                trustee,
                TestLock.TrusteeSecrets[trustee - 1],
                made.Messages[trustee - 1],
                made.Commitments,
                made.Messages,
                Entropy.System,
                out var result
            );
            return failure.Failed ? throw new InvalidOperationException(failure.ToString()) : result!.Share;
        }

        private Session.Running Running()
        {
            var first = Decider.Evolve(new Session.None(), Decider.Decide(new Session.None(), world.Prepare).Events[0]);
            var running = (Session.Running)first;
            return running with { Lots = running.Lots.SetItem("a", releasing) };
        }

        private Lot.Releasing Releasing()
        {
            Session state = new Session.None();
            SessionCommand[] commands = [world.Prepare, .. world.ToPartials("a", Bids)];
            foreach (var e in commands.SelectMany(command => Apply(command)))
                _ = e;
            return (Lot.Releasing)((Session.Running)state).Lots["a"];

            IReadOnlyList<SessionEvent> Apply(SessionCommand command)
            {
                var decided = Decider.Decide(state, command);
                if (!decided.IsAccepted)
                    throw new InvalidOperationException(decided.Refusal!.Detail);
                state = decided.Events.Aggregate(state, Decider.Evolve);
                return decided.Events;
            }
        }
    }
}
