using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Crypto.Tests.Frozen;

/// <summary>
/// The program that makes tests/vectors/lock.json; its diff must be empty. Secrets derive from labels, so that another
/// language needs nothing but the file: scalar = H(label) modulo q. A refusal is the honest bytes with one mutation,
/// named by it.
/// </summary>
internal static class LockVectors
{
    private const int Threshold = 2,
        Count = 3;
    private static readonly Suite P256 = Suite.P256;
    private static readonly Group Group = P256.Group;

    public static string Make()
    {
        var made = new Honest();
        var root = new JsonObject
        {
            ["suite"] = P256.Id,
            ["t"] = Threshold,
            ["n"] = Count,
            ["policyHash"] = Hex(made.Parameters.PolicyHash),
            ["context"] = Hex(made.Parameters.Context),
            ["trustees"] = new JsonArray([.. Enumerable.Range(1, Count).Select(made.Trustee)]),
            ["transcript"] = Hex(made.Certificate.Transcript),
            ["certificate"] = Hex(made.Certificate.ToBytes()),
            ["lockId"] = Hex(made.Certificate.LockId),
            ["groupKey"] = Hex(made.Certificate.GroupKey.Encode()),
            ["opening"] = made.OpeningValues(),
            ["refusals"] = made.Refusals(),
        };
        return root.ToJsonString(
                new JsonSerializerOptions
                {
                    WriteIndented = true,
                    Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
    }

    private static Scalar Secret(string label) => Group.Reduce(P256.Hash(Encoding.ASCII.GetBytes(label)));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    /// <summary>One honest ceremony and opening.</summary>
    private sealed class Honest
    {
        private readonly Scalar[] secrets = [.. Enumerable.Range(1, Count).Select(i => Secret($"static {i}"))];
        private readonly byte[][] messages,
            commitments,
            signatures;
        private readonly CeremonyResult[] results;
        private readonly Point[] points =
        [
            .. Enumerable.Range(1, 3).Select(j => Group.Multiply(Secret($"bid {j}"), Group.Generator)),
        ];
        private readonly byte[] info = Encoding.ASCII.GetBytes("lock id and list hash");
        private readonly PartialOpening opening;

        public Honest()
        {
            Point[] keys = [.. secrets.Select(secret => Group.Multiply(secret, Group.Generator))];
            Parameters = new CeremonyParameters(P256, Threshold, keys, P256.Hash("policy"u8));
            messages =
            [
                .. secrets.Select(
                    (secret, i) =>
                        Ceremony.CreateMessage(
                            Parameters,
                            i + 1,
                            secret,
                            Coefficients(i + 1),
                            Secret($"ephemeral {i + 1}"),
                            Entropy.System
                        )
                ),
            ];
            commitments = [.. messages.Select((message, i) => Ceremony.Commit(Parameters, i + 1, message))];
            results = [.. Enumerable.Range(1, Count).Select(Complete)];
            signatures = [.. results.Select(result => result.Signature)];
            Assert.Equal(
                default,
                LockCertificate.TryAssemble(Parameters, commitments, messages, signatures, out var certificate)
            );
            Certificate = certificate!;
            opening = new PartialOpening(P256, Threshold, Certificate.VerificationShares, points, info);
        }

        public CeremonyParameters Parameters { get; }
        public LockCertificate Certificate { get; }

        public JsonObject Trustee(int i) =>
            new()
            {
                ["staticSecretLabel"] = $"static {i}",
                ["coefficientLabels"] = new JsonArray([
                    .. Enumerable.Range(0, Threshold).Select(k => (JsonNode)$"coefficient {i} {k}"),
                ]),
                ["ephemeralLabel"] = $"ephemeral {i}",
                ["staticKey"] = Hex(Parameters.StaticKeys[i - 1].EncodeCompressed()),
                ["message1"] = Hex(messages[i - 1]),
                ["commitment"] = Hex(commitments[i - 1]),
                ["share"] = Hex(results[i - 1].Share.Encode()),
                ["verificationShare"] = Hex(Certificate.VerificationShares[i - 1].Encode()),
                ["signature"] = Hex(signatures[i - 1]),
            };

        /// <summary>Every draw of the entropy is 0x42: only the 32 bytes in the nonce show.</summary>
        public JsonObject OpeningValues()
        {
            var batches = results
                .Select((result, i) => opening.Open(i + 1, result.Share, new StuckEntropy()))
                .ToArray();
            return new JsonObject
            {
                ["info"] = Hex(info),
                ["random"] = Hex([.. Enumerable.Repeat((byte)0x42, 32)]),
                ["points"] = new JsonArray([.. points.Select(point => (JsonNode)Hex(point.Encode()))]),
                ["batches"] = new JsonArray([.. batches.Select(batch => (JsonNode)Hex(batch.ToBytes()))]),
                ["shared"] = new JsonArray([
                    .. opening.CombineChecked(batches[..Threshold]).Select(point => (JsonNode)Hex(point.Encode())),
                ]),
            };
        }

        public JsonArray Refusals()
        {
            var refusals = new JsonArray();
            var (message, certificate) = (messages[1], Certificate.ToBytes());
            var batch = opening.Open(1, results[0].Share, new StuckEntropy()).ToBytes();
            void Add(string what, string name, byte[] bytes, string fault) =>
                refusals.Add(
                    new JsonObject
                    {
                        ["what"] = what,
                        ["name"] = name,
                        ["bytes"] = Hex(bytes),
                        ["fault"] = fault,
                    }
                );

            Add(
                "message1",
                "one-point-more",
                [.. message[..33], .. message],
                nameof(CeremonyFault.WrongPolynomialLength)
            );
            Add("message1", "one-point-fewer", message[33..], nameof(CeremonyFault.WrongPolynomialLength));
            Add("message1", "trailing-garbage", [.. message, 0], nameof(CeremonyFault.Malformed));
            Add(
                "message1",
                "huge-length-prefix",
                Put(message, 164, Enumerable.Repeat((byte)0xFF, 8)),
                nameof(CeremonyFault.Malformed)
            );
            Add("message1", "infinity-commitment", Put(message, 0, new byte[33]), nameof(CeremonyFault.InvalidPoint));
            Add("message1", "uncompressed-tag", Put(message, 33, [4]), nameof(CeremonyFault.InvalidPoint));
            Add(
                "message1",
                "another-trustees-proof",
                Put(message, 66, messages[0].Skip(66).Take(65)),
                nameof(CeremonyFault.InvalidPossession)
            );
            Add("message1", "flipped-ciphertext", Flip(message, 180), nameof(CeremonyFault.UndecryptableShare));
            Add("certificate", "trailing-garbage", [.. certificate, 0], "Unreadable");
            Add("certificate", "unknown-suite", Put(certificate, 0, [1, 1]), "Unreadable");
            Add(
                "certificate",
                "flipped-commitment",
                Flip(certificate, certificate.Length - 3 * 65 - 1),
                nameof(CeremonyFault.WrongTranscript)
            );
            Add("certificate", "swapped-signatures", Swap(certificate), nameof(CeremonyFault.WrongSignature));
            Add("batch", "trailing-garbage", [.. batch, 0], "Unreadable");
            Add("batch", "hybrid-point", Put(batch, 6, [6]), "Unreadable");
            Add(
                "batch",
                "swapped-partials",
                [.. batch[..6], .. batch[71..136], .. batch[6..71], .. batch[136..]],
                nameof(PartialFault.WrongProof)
            );
            Add("batch", "another-trustee", Put(batch, 1, [2]), nameof(PartialFault.WrongProof));
            Add("batch", "unknown-trustee", Put(batch, 1, [4]), nameof(PartialFault.UnknownTrustee));
            Add("batch", "flipped-proof", Flip(batch, batch.Length - 1), nameof(PartialFault.WrongProof));
            return refusals;
        }

        private CeremonyResult Complete(int i)
        {
            Assert.Equal(
                default,
                Ceremony.TryComplete(
                    Parameters,
                    i,
                    secrets[i - 1],
                    messages[i - 1],
                    commitments,
                    messages,
                    Entropy.System,
                    out var result
                )
            );
            return result!;
        }

        private static Scalar[] Coefficients(int i) =>
            [.. Enumerable.Range(0, Threshold).Select(k => Secret($"coefficient {i} {k}"))];

        private static byte[] Put(byte[] bytes, int at, IEnumerable<byte> put)
        {
            byte[] changed = [.. bytes];
            put.ToArray().CopyTo(changed, at);
            return changed;
        }

        private static byte[] Flip(byte[] bytes, int at) => Put(bytes, at, [(byte)(bytes[at] ^ 1)]);

        private static byte[] Swap(byte[] certificate)
        {
            var start = certificate.Length - 3 * 65;
            return
            [
                .. certificate[..start],
                .. certificate[(start + 65)..(start + 130)],
                .. certificate[start..(start + 65)],
                .. certificate[(start + 130)..],
            ];
        }
    }
}
