using Trading.Evaluation.Commitments;
using Trading.Evaluation.Requests;

namespace Trading.Pool.Draws;

/// <summary>How far a draw has come here.</summary>
public enum DrawState
{
    /// <summary>Nothing was prepared.</summary>
    Refused,

    /// <summary>A group cannot be filled.</summary>
    Short,

    /// <summary>Hashes of too many experts are committed to; a beacon chooses among them.</summary>
    Reduced,

    /// <summary>Positions are committed to.</summary>
    Committed,
}

/// <summary>Seats of one group: which specialities, from which title on, how many.</summary>
public sealed record GroupView(IReadOnlyList<string> Specialities, ExpertLevel Least, int Seats);

/// <summary>A group that cannot be filled; no person.</summary>
public sealed record ShortageView(int Group, int Needed, int Left, Constraint Binding);

/// <summary>A draw as the manager sees it: numbers, and nobody.</summary>
/// <param name="At">When it was prepared or refused, UTC microseconds.</param>
/// <param name="DrawAt">t_draw, or null where the request cannot be read.</param>
/// <param name="Excluded">How many each constraint keeps out, in their order.</param>
/// <param name="HasConflicts">Whether conflicts that were found later were answered.</param>
public sealed record DrawView(
    string Draw,
    long At,
    string? Platform,
    DrawState State,
    long? DrawAt,
    IReadOnlyList<GroupView> Groups,
    int Reserve,
    int? Eligible,
    IReadOnlyList<int>? Excluded,
    ShortageView? Shortage,
    DrawCause? Cause,
    bool HasConflicts
);

/// <summary>The platform whose draws are served, and when it last answered.</summary>
public sealed record SourceView(string Platform, string Office, long? ReachedAt);

/// <summary>The page of draws.</summary>
/// <param name="Source">Null where draws are off.</param>
public sealed record DrawsView(SourceView? Source, IReadOnlyList<DrawView> Draws);

/// <summary>What is shown of draws.</summary>
internal sealed class DrawList(DrawStore store, DrawSource? source, DrawService? service)
{
    private const int Most = 100;

    public DrawsView Show()
    {
        var draws = store
            .Newest(Most)
            .Select(kept => Of(kept.Draw, kept.Signed))
            .Concat(store.NewestRefused(Most).Select(Of))
            .OrderByDescending(draw => draw.At)
            .Take(Most);
        var from = source is null
            ? null
            : new SourceView(source.Platform.GetLeftPart(UriPartial.Authority), source.Self.Name, service!.ReachedAt);
        return new DrawsView(from, [.. draws]);
    }

    private static DrawView Of(KeptDraw kept, IReadOnlySet<string> signed)
    {
        var state =
            signed.Contains(KeptStatement.Commitment) ? DrawState.Committed
            : signed.Contains(KeptStatement.Reduction) ? DrawState.Reduced
            : DrawState.Short;
        var lacks = kept.Shortage;
        return Of(kept.Draw, kept.At, state, kept.Request) with
        {
            Platform = kept.Platform,
            Eligible = kept.Eligible,
            Excluded = kept.Excluded,
            Shortage = lacks is null ? null : new(lacks.Group, lacks.Needed, lacks.Left, lacks.Binding),
            HasConflicts = signed.Contains(KeptStatement.Conflicts),
        };
    }

    private static DrawView Of(RefusedDraw refused) =>
        Of(refused.Draw, refused.At, DrawState.Refused, refused.Request) with
        {
            Cause = refused.Cause,
        };

    private static DrawView Of(string draw, long at, DrawState state, byte[]? bytes)
    {
        var request = bytes is not null && DrawRequestCodec.TryParse(bytes, out var read) ? read : null;
        var groups = request?.Groups.Select(group => new GroupView(group.Specialities, group.Least, group.Seats));
        return new DrawView(
            draw,
            at,
            null,
            state,
            request?.DrawAt,
            [.. groups ?? []],
            request?.ReserveDepth ?? 0,
            null,
            null,
            null,
            null,
            false
        );
    }
}
