using System.Collections.Immutable;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>A part of an envelope that the disk does not give back as it was received.</summary>
/// <param name="Submission">Submission id.</param>
/// <param name="EntryHash">The envelope's entry hash: also the name of its upload.</param>
/// <param name="Section">Section, or null when the upload's manifest is what is lost.</param>
/// <param name="Part">Part of the section, or null likewise.</param>
/// <param name="State">What reading it showed.</param>
public sealed record DamagedPart(string Submission, string EntryHash, int? Section, int? Part, PartState State);

/// <summary>How far the second reading of a frozen lot has come.</summary>
/// <param name="Envelopes">Envelopes of the frozen list, replaced and withdrawn ones too.</param>
/// <param name="Read">How many of them have been read.</param>
/// <param name="Damaged">What was found.</param>
public sealed record LotReading(int Envelopes, int Read, ImmutableList<DamagedPart> Damaged)
{
    public static LotReading Begun { get; } = new(0, 0, []);

    public int DamagedEnvelopes => Damaged.Select(part => part.EntryHash).Distinct(StringComparer.Ordinal).Count();
}

/// <summary>What <c>GET /healthz</c> says of stored bytes: sums over all frozen lots, no names.</summary>
public sealed record StoredHealth(int Lots, int Envelopes, int Read, int Damaged);

/// <summary><c>ok</c>, or <c>damaged</c> when stored bytes of frozen lots are not what was received.</summary>
public sealed record HealthAnswer(string Status, StoredHealth Stored);
