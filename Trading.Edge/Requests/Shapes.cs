using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Trading.Edge.Requests;

/// <summary>
/// Makes forms of types. A member that may be null may be left out; so may one whose parameter has a default; every
/// other one is required. A type that is not listed here is refused at the start: whoever takes a new kind of value
/// decides first what it looks like.
/// </summary>
internal sealed class Shapes(JsonSerializerOptions options)
{
    private readonly ConcurrentDictionary<Type, Shape> made = new();

    /// <summary>The form of a whole body.</summary>
    public Shape Of(Type type) => made.GetOrAdd(type, _ => Make(type, null));

    /// <summary>Names of the members that a body of this type must have.</summary>
    public static IEnumerable<string> RequiredOf(JsonTypeInfo type) =>
        SettableOf(type)
            .Where(property => !IsOptional(property, NullabilityOf(property)))
            .Select(property => property.Name);

    private Shape Make(Type type, NullabilityInfo? nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(inner, null);
        if (type == typeof(string))
            return new TextShape();
        if (type == typeof(byte[]))
            return new BytesShape();
        if (type == typeof(bool))
            return new TruthShape();
        if (type == typeof(long))
            return new WholeShape(long.MinValue, long.MaxValue);
        if (type == typeof(int))
            return new WholeShape(int.MinValue, int.MaxValue);
        if (type.IsEnum)
            return new WordShape([.. Enum.GetValues(type).Cast<object>().Select(one => WordOf(one, type))]);
        if (ItemOf(type) is { } item)
            return MakeList(item, nullability?.ElementType ?? nullability?.GenericTypeArguments.FirstOrDefault());
        return type.IsClass && options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Object
            ? MakeObject(type)
            : throw new NotSupportedException($"{type} has no form that a request could have");
    }

    // As the process writes it: some of them write words in small letters.
    private string WordOf(object value, Type type) =>
        JsonSerializer.SerializeToElement(value, type, options) is { ValueKind: JsonValueKind.String } word
            ? word.GetString()!
            : value.ToString()!;

    private ListShape MakeList(Type item, NullabilityInfo? nullability) =>
        new(Make(item, nullability), MayBeNull(nullability));

    private ObjectShape MakeObject(Type type) => new([.. SettableOf(options.GetTypeInfo(type)).Select(MakeMember)]);

    private Member MakeMember(JsonPropertyInfo property)
    {
        var nullability = NullabilityOf(property);
        return new Member(
            property.Name,
            Make(property.PropertyType, nullability),
            MayBeNull(nullability),
            IsOptional(property, nullability)
        );
    }

    private static IEnumerable<JsonPropertyInfo> SettableOf(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Set is not null || property.AssociatedParameter is not null);

    private static NullabilityInfo NullabilityOf(JsonPropertyInfo property) =>
        new NullabilityInfoContext().Create((PropertyInfo)property.AttributeProvider!);

    private static bool IsOptional(JsonPropertyInfo property, NullabilityInfo nullability) =>
        MayBeNull(nullability) || property.AssociatedParameter is { HasDefaultValue: true };

    private static Type? ItemOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? type.GetGenericArguments()[0]
        : null;

    private static bool MayBeNull(NullabilityInfo? nullability) => nullability?.ReadState == NullabilityState.Nullable;
}
