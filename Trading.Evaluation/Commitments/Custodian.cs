using System.Globalization;
using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.Evaluation.Commitments;

/// <summary>
/// A pool that was filtered and put into a secret order; what the custodian keeps to itself, and must have stored
/// before anything of it is published.
/// </summary>
/// <param name="Rows">Everybody who may be drawn, in the secret order.</param>
/// <param name="Labels">For each of them the random label of the employer.</param>
/// <param name="Excluded">How many each constraint keeps out.</param>
public sealed record PreparedPool(
    IReadOnlyList<SecretRow> Rows,
    IReadOnlyList<byte[]> Labels,
    IReadOnlyList<int> Excluded
)
{
    /// <summary>Whether there are too many to seal: a reduction comes first.</summary>
    public bool NeedsReduction => Rows.Count > Custodian.PositionsMost;

    /// <summary>What is published of everybody before a reduction.</summary>
    public IReadOnlyList<ReductionRow> ReductionRows() => [.. Rows.Select(r => new ReductionRow(r.Hash, r.Groups))];
}

/// <summary>A commitment: what is published, and what the custodian keeps of it.</summary>
/// <param name="Head">Leaf 0.</param>
/// <param name="Positions">The further leaves.</param>
/// <param name="Root">The root over all of them.</param>
/// <param name="Secrets">Who stands at each position.</param>
public sealed record Commitment(
    CommitmentHead Head,
    IReadOnlyList<CommittedPosition> Positions,
    byte[] Root,
    IReadOnlyList<SecretRow> Secrets
);

/// <summary>
/// The custodian's work before a draw: filter, codes, secret order, sealed records, commitment. Source:
/// docs/spec/draw.md, "Filter" to "Commitment".
/// </summary>
public static class Custodian
{
    /// <summary>The most positions of a commitment; more eligible experts are reduced first.</summary>
    public const int PositionsMost = 2000;

    /// <summary>Digits of a code.</summary>
    public const int CodeDigits = 8;

    private const uint Codes = 100_000_000;

    /// <summary>
    /// Filters the pool, draws code and salt for everybody who may be drawn, and puts them into a secret order; or the
    /// shortage that makes a draw impossible. A salt that is not the request's is an <see cref="ArgumentException"/>.
    /// Numbers in <paramref name="absent"/> are of experts who are absent on the day of the draw.
    /// </summary>
    public static (PreparedPool? Pool, Shortage? Shortage) Prepare(
        DrawRequest request,
        byte[] personSalt,
        IEnumerable<Expert> experts,
        IReadOnlySet<string> absent,
        Entropy entropy
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(entropy);
        var suite = Suite.Find(request.Suite)!;
        if (!PersonHash.OfSalt(suite, personSalt).AsSpan().SequenceEqual(request.PersonSaltHash))
            throw new ArgumentException("The salt of persons is not the request's.", nameof(personSalt));
        var filter = new PoolFilter(request, personSalt, experts, absent);
        return filter.Shortage() is { } shortage ? (null, shortage) : (Order(suite, filter, entropy), null);
    }

    /// <summary>The head of a reduction of that pool.</summary>
    public static CommitmentHead ReductionHead(DrawRequest request, DrawLocks locks, PreparedPool pool)
    {
        ArgumentNullException.ThrowIfNull(pool);
        return Head(request, locks, pool, pool.Rows.Count, null);
    }

    /// <summary>
    /// Seals and commits. With a reduction its order is given with its root; without, the whole pool is committed in
    /// its secret order, and one that needs a reduction is an <see cref="ArgumentException"/>.
    /// </summary>
    public static Commitment Commit(
        DrawRequest request,
        DrawLocks locks,
        PreparedPool pool,
        (IReadOnlyList<int> Order, byte[] Root)? reduction,
        Entropy entropy
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(locks);
        ArgumentNullException.ThrowIfNull(pool);
        if (pool.NeedsReduction != reduction is not null)
            throw new ArgumentException($"A pool of {pool.Rows.Count} with another reduction.", nameof(reduction));
        var kept = reduction is { } chosen
            ? Reduction.Keep(request, pool.ReductionRows(), chosen.Order)
            : [.. Enumerable.Range(0, pool.Rows.Count)];
        var requestHash = request.Hash();
        var positions = new CommittedPosition[kept.Length];
        for (var i = 0; i < kept.Length; i++)
            positions[i] = Seal(requestHash, locks, i, pool.Rows[kept[i]], pool.Labels[kept[i]], entropy);
        var head = Head(request, locks, pool, kept.Length, reduction?.Root ?? new byte[Suite.HashBytes]);
        var root = DrawTree.Root(locks.Draw.Suite, head, positions.Select(p => p.ToBytes()));
        return new Commitment(head, positions, root, [.. kept.Select(i => pool.Rows[i])]);
    }

    private static CommitmentHead Head(
        DrawRequest request,
        DrawLocks locks,
        PreparedPool pool,
        int rows,
        byte[]? reductionRoot
    ) =>
        new(
            reductionRoot is null,
            request.Hash(),
            locks.Draw.LockId,
            locks.Names.LockId,
            locks.Contact.LockId,
            reductionRoot ?? new byte[Suite.HashBytes],
            rows,
            pool.Rows.Count,
            pool.Excluded
        );

    private static PreparedPool Order(Suite suite, PoolFilter filter, Entropy entropy)
    {
        var seed = new byte[Suite.HashBytes];
        entropy.Fill(seed);
        var order = Permutation.Draw(suite, seed, Tags.DrawOrder, filter.Eligible.Count, filter.Eligible.Count);
        Array.Clear(seed);
        var codes = DrawCodes(filter.Eligible.Count, entropy);
        var salts = new byte[filter.Eligible.Count * RowHash.SaltBytes];
        entropy.Fill(salts);
        var labels = new EmployerLabels(entropy);
        var rows = new SecretRow[order.Length];
        var labelOf = new byte[order.Length][];
        for (var i = 0; i < rows.Length; i++)
        {
            var (expert, groups) = filter.Eligible[order[i]];
            var salt = salts.AsSpan(i * RowHash.SaltBytes, RowHash.SaltBytes).ToArray();
            var rest = RowHash.OfRest(suite, salt, expert, codes[i]);
            var hash = RowHash.Of(suite, salt, rest, expert.Number, expert.Name, expert.Id);
            rows[i] = new SecretRow(expert, groups, codes[i], salt, rest, hash);
            labelOf[i] = labels.Of(expert.EmployerCode);
        }
        return new PreparedPool(rows, labelOf, filter.Excluded);
    }

    // Different ones, so that a code alone names a position to the gateway; each equally likely among those left.
    private static string[] DrawCodes(int count, Entropy entropy)
    {
        var taken = new HashSet<uint>(count);
        var codes = new string[count];
        Span<byte> bytes = stackalloc byte[4];
        while (taken.Count < count)
        {
            entropy.Fill(bytes);
            var number = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
            // The largest multiple of the number of codes below 2³²: from there on some codes would come more often.
            if (number >= uint.MaxValue / Codes * Codes || !taken.Add(number % Codes))
                continue;
            codes[taken.Count - 1] = (number % Codes).ToString("D8", CultureInfo.InvariantCulture);
        }
        return codes;
    }

    private static CommittedPosition Seal(
        byte[] requestHash,
        DrawLocks locks,
        int position,
        SecretRow row,
        byte[] label,
        Entropy entropy
    )
    {
        var suite = locks.Names.Suite;
        var ephemeral = suite.Group.RandomScalar(entropy);
        var points = suite.Group.MultiplySecret(
            ephemeral,
            [suite.Group.Generator, locks.Names.GroupKey, locks.Contact.GroupKey],
            entropy
        );
        var encapsulated = points[0].Encode();
        var (expert, code) = (row.Expert, row.Code);
        var name = SealedRecord.Seal(
            new RecordPlace(suite, requestHash, locks.Names.LockId, RecordKind.Name, position),
            suite.Kem.FromSharedPoint(points[1], encapsulated, locks.Names.GroupKey),
            SealedRecord.Psk(suite, code, expert.Id),
            new NameRecord(row.Salt, row.Rest, expert.Number, expert.Name, expert.Id).ToBytes()
        );
        var contact = SealedRecord.Seal(
            new RecordPlace(suite, requestHash, locks.Contact.LockId, RecordKind.Contact, position),
            suite.Kem.FromSharedPoint(points[2], encapsulated, locks.Contact.GroupKey),
            [],
            new ContactRecord(expert.Phone, code).ToBytes()
        );
        return new CommittedPosition(position, encapsulated, name, contact, row.Groups, expert.Level, label, row.Hash);
    }

    /// <summary>A random label for each employer; everybody without one has a label of his own.</summary>
    private sealed class EmployerLabels(Entropy entropy)
    {
        private readonly Dictionary<string, byte[]> labels = new(StringComparer.Ordinal);

        public byte[] Of(string employerCode)
        {
            if (employerCode.Length > 0 && labels.TryGetValue(employerCode, out var known))
                return known;
            var label = new byte[CommittedPosition.LabelBytes];
            entropy.Fill(label);
            if (employerCode.Length > 0)
                labels.Add(employerCode, label);
            return label;
        }
    }
}
