/* Compiler attributes that carry ownership and checking into the signatures. */
#ifndef GEO_ATTR_H
#define GEO_ATTR_H

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(format_at, values_at) __attribute__((format(printf, format_at, values_at)))

/* The caller owns the result and frees it with `function`; gcc warns when another one is used. */
#if defined(__GNUC__) && !defined(__clang__)
#define OWNED_BY(function) __attribute__((malloc(function, 1)))
#else
#define OWNED_BY(function)
#endif

/*
 * AUTO(noun) x = NULL;   a heap object, freed by noun_free() when the scope ends.
 * SCOPED(noun) x;        an embedded object, released by noun_release() when the scope ends; it
 * must have been initialised before any return. A header that declares noun_free() or
 * noun_release() says DEFINE_AUTO or DEFINE_SCOPED once.
 */
#define AUTO(noun) __attribute__((cleanup(noun##_auto_free))) struct noun *
#define SCOPED(noun) __attribute__((cleanup(noun##_auto_release))) struct noun

#define DEFINE_AUTO(noun)                                                                          \
    __attribute__((unused)) static inline void noun##_auto_free(struct noun **object)              \
    {                                                                                              \
        noun##_free(*object);                                                                      \
    }
#define DEFINE_SCOPED(noun)                                                                        \
    __attribute__((unused)) static inline void noun##_auto_release(struct noun *object)            \
    {                                                                                              \
        noun##_release(object);                                                                    \
    }

/* Gives the pointer away: its value, and NULL stays behind, so that AUTO frees nothing. */
#define TAKE(pointer)                                                                              \
    __extension__({                                                                                \
        __typeof__(pointer) taken_ = (pointer);                                                    \
        (pointer) = NULL;                                                                          \
        taken_;                                                                                    \
    })

#endif
