using System.Text;

namespace Trading.Scoring;

/// <summary>Order of ids: by code point. UTF-16 order would put rare characters before common ones.</summary>
internal static class Ids
{
    public static IComparer<string> Order { get; } =
        Comparer<string>.Create(
            (a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))
        );
}
