// SPDX-License-Identifier: MIT
//
// The one translation unit that compiles the bodies of fmt: header-only they would be compiled by everybody who formats
// a text, and the shared library would have to be loaded at every start.
#include <fmt/format-inl.h>

FMT_BEGIN_NAMESPACE
namespace detail {
template auto thousands_sep_impl<char>(locale_ref) -> thousands_sep_result<char>;
template auto decimal_point_impl<char>(locale_ref) -> char;
#if FMT_VERSION >= 100000
template void buffer<char>::append<char>(const char*, const char*);
#endif
} // namespace detail
FMT_END_NAMESPACE
